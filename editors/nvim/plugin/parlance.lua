-- Commands of the Parlance plugin. The modules are loaded by the first command.
if vim.g.loaded_parlance then
  return
end
vim.g.loaded_parlance = true

if vim.fn.has('nvim-0.7') == 0 then
  vim.api.nvim_err_writeln('parlance: Neovim 0.7 or later is needed')
  return
end

local function command(name, action, spec)
  local of = spec.complete
  spec.complete = of and function(lead, line, at)
    return require('parlance.complete')[of](lead, line, at)
  end
  vim.api.nvim_create_user_command(name, function(opts)
    require('parlance')[action](opts)
  end, spec)
end

command('ParlanceDraft', 'command_draft', {
  range = true, bang = true, nargs = '*', complete = 'draft',
  desc = 'Draft replies to the ticket in the buffer or the lines given',
})
command('ParlanceChoose', 'command_choose', {
  nargs = '*', complete = 'choose',
  desc = 'Choose a reply: [RANK] [insert|replace|yank|open]',
})
command('ParlanceCheck', 'command_check', {
  nargs = '*', complete = 'check',
  desc = 'Judge the reply in the buffer against its ticket',
})
command('ParlanceTranslate', 'command_translate', {
  range = true, nargs = '*', complete = 'translate',
  desc = "Carry a reply you wrote into the buyer's language",
})
command('ParlanceInspect', 'command_inspect', {
  range = true, nargs = '*', complete = 'inspect',
  desc = 'Show what the ticket says: language, asks, risks',
})
command('ParlanceStop', 'command_stop', { nargs = 0, desc = 'End what Parlance is doing' })

vim.keymap.set('n', '<Plug>(parlance-draft)', '<Cmd>ParlanceDraft<CR>', { desc = 'Draft replies to the ticket' })
vim.keymap.set('x', '<Plug>(parlance-draft)', ':<C-u>lua require("parlance").draft_selection()<CR>',
  { silent = true, desc = 'Draft replies to the selected text' })
