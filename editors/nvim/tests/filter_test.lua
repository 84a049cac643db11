-- The recipes of editors/README.md for Vim and Neovim, typed as they stand there.
local aid = require('aid')

local path = vim.env.PATH

-- recipe runs one of the README's commands with the program under test first on $PATH.
local function recipe(command)
  local readme = table.concat(vim.fn.readfile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h:h') .. '/README.md'), '\n')
  aid.contains(readme:gsub('\\|', '|'), '`:' .. command .. '`')
  vim.env.PATH = vim.fn.fnamemodify(aid.parlance, ':p:h') .. ':' .. path
  local said = vim.fn.execute(command)
  vim.env.PATH = path
  return said
end

return {
  ['the reply in place of the ticket'] = function()
    aid.buffer(aid.german)
    recipe('%!parlance draft 2>/dev/null')
    aid.contains(aid.text(), 'Guten Tag')
    aid.contains(aid.text(), 'NL-118273')
    aid.lacks(aid.text(), 'schon lange')
    aid.lacks(aid.text(), 'parlance:')
  end,

  ['a selection alone'] = function()
    aid.buffer('before\n' .. aid.german .. '\nafter')
    vim.cmd([[execute "normal! 2GV5j\<Esc>"]])
    recipe("'<,'>!parlance draft 2>/dev/null")
    aid.contains(aid.text(), 'before\n')
    aid.contains(aid.text(), '\nafter')
    aid.lacks(aid.text(), 'schon lange')
  end,

  ['a held reply is taken too, though the exit code is 3'] = function()
    aid.buffer('The charger exploded and burned my hand. I am in hospital. Order NL-201188')
    recipe('%!parlance draft 2>/dev/null')
    aid.equal(vim.v.shell_error, 3)
    aid.lacks(aid.text(), 'exploded and burned')
    assert(#aid.text() > 50)
  end,

  ['a failure leaves nothing, and undo brings the ticket back'] = function()
    aid.buffer(aid.german)
    vim.cmd('let &undolevels = &undolevels') -- an edit of its own
    vim.cmd('%!' .. aid.parlance .. ' draft --culture jp 2>/dev/null')
    aid.equal(aid.text(), '')
    vim.cmd('undo')
    aid.equal(aid.text(), aid.german)
  end,

  ['shown, the ticket left alone'] = function()
    aid.buffer(aid.german)
    aid.contains(recipe('w !parlance draft'), 'Guten Tag')
    aid.equal(aid.text(), aid.german)
  end,

  ['in a window of its own'] = function()
    local ticket = aid.buffer(aid.german)
    recipe('%yank | new | 0put | %!parlance draft 2>/dev/null')
    aid.contains(aid.text(), 'Guten Tag')
    aid.equal(aid.text(ticket), aid.german)
  end,
}
