-- Check, translate, inspect, health.
local aid = require('aid')
local api = vim.api

local function under(d) return table.concat(api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n') end

return {
  ['check judges a reply against a ticket file'] = function()
    aid.buffer('山本様\n\n返金は5000円を明日お送りします。')
    vim.cmd('ParlanceCheck ' .. aid.file(aid.japanese))
    aid.heard('a person should look: ')
    local seen = {}
    for _, d in ipairs(vim.diagnostic.get(0)) do
      seen[under(d)] = d
    end
    local d = assert(seen['5000円'], vim.inspect(vim.tbl_keys(seen)))
    aid.equal({ d.lnum, d.col }, { 2, 9 })
    -- the file is remembered
    aid.said = {}
    api.nvim_buf_set_lines(0, 0, -1, false, { 'Hello' })
    vim.cmd('ParlanceCheck')
    aid.wait('a verdict', function() return #aid.said > 0 end)
  end,

  ['check asks for the ticket it does not know'] = function()
    local input, asked = vim.ui.input, nil
    vim.ui.input = function(o, done)
      asked = o.prompt
      done(aid.file(aid.german))
    end
    aid.buffer('Guten Tag Anna Müller,\n\nwir prüfen das.\n\nMit freundlichen Grüßen')
    vim.cmd('ParlanceCheck')
    vim.ui.input = input
    aid.contains(asked, 'ticket')
    aid.wait('a verdict', function() return #aid.said > 0 end)
    aid.lacks(aid.all(), 'person should look')
  end,

  ['check tells what the program finds wrong with its input'] = function()
    aid.buffer('Hello')
    vim.cmd('ParlanceCheck no-such-ticket.txt')
    aid.heard('no such file')
  end,

  ['no file with the ticket is left behind'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft -n 1')
    aid.done()
    local folder = vim.fn.fnamemodify(vim.fn.tempname(), ':h')
    vim.cmd('ParlanceChoose 1 open')
    local before = #vim.fn.glob(folder .. '/*', false, true)
    aid.said = {}
    vim.cmd('ParlanceCheck')
    aid.wait('a verdict', function() return #aid.said > 0 end)
    assert(#vim.fn.glob(folder .. '/*', false, true) <= before)
  end,

  ['translate shows both texts and can be chosen'] = function()
    local buf = aid.buffer('Hello Anna Müller,\n\nwe are checking order NL-118273.\n\nKind regards')
    vim.cmd('ParlanceTranslate --lang de --model m --base-url ' .. aid.endpoint([[
-- 90-all --
Guten Tag Anna Müller,

wir prüfen Ihre Bestellung NL-118273.

Mit freundlichen Grüßen
]]))
    local _, text = aid.done()
    aid.contains(text, 'wir prüfen Ihre Bestellung NL-118273.')
    aid.contains(text, 'we are checking order')
    vim.cmd('ParlanceChoose 1 replace')
    aid.equal(aid.text(buf), 'Guten Tag Anna Müller,\n\nwir prüfen Ihre Bestellung NL-118273.\n\nMit freundlichen Grüßen')
  end,

  ['translate without an endpoint says so'] = function()
    aid.buffer('Hello')
    vim.cmd('ParlanceTranslate --lang de')
    local _, text = aid.done()
    aid.contains(text, 'no endpoint is set')
    aid.contains(aid.all(), 'hint: ')
  end,

  ['inspect shows the gist and no reply'] = function()
    aid.buffer(aid.japanese)
    vim.cmd('ParlanceInspect')
    local pane, text = aid.done()
    aid.contains(text, 'writes ja')
    aid.contains(text, 'NL-204817')
    aid.equal(#pane.regions, 0)
  end,

  ['checkhealth names version and doctor\'s rows'] = function()
    vim.cmd('checkhealth parlance')
    local text = aid.text()
    aid.contains(text, 'OK')
    aid.contains(text, 'parlance ')
    aid.contains(text, 'config: ')
    aid.contains(text, 'endpoint: ')
  end,

  ['checkhealth says what is wrong with the endpoint, and what to do'] = function()
    aid.setup({ env = { PARLANCE_ENDPOINT_BASE_URL = 'http://127.0.0.1:9/v1', PARLANCE_ENDPOINT_MODEL = 'm' } })
    vim.cmd('checkhealth parlance')
    local text = aid.text()
    aid.contains(text, 'ERROR')
    aid.contains(text, '127.0.0.1:9')
    aid.contains(text:lower(), 'advice')
    aid.lacks(text, 'vim.NIL')
  end,

  ['checkhealth tells what to do about a missing program'] = function()
    aid.setup({ cmd = 'no-such-parlance' })
    vim.cmd('checkhealth parlance')
    aid.contains(aid.text(), 'cannot run "no-such-parlance"')
  end,

  ['help has a tag for every command and setting'] = function()
    local folder = vim.fn.fnamemodify(api.nvim_get_runtime_file('doc/parlance.txt', false)[1], ':p:h')
    local help = table.concat(vim.fn.readfile(folder .. '/parlance.txt'), '\n')
    for name in pairs(api.nvim_get_commands({})) do
      if name:match('^Parlance') then
        aid.contains(help, '*:' .. name .. '*')
      end
    end
    for name in pairs(require('parlance.config').known) do
      aid.contains(help, '*parlance-' .. name:gsub('_', '-') .. '*')
    end
    local copy = vim.fn.tempname()
    vim.fn.mkdir(copy)
    vim.fn.writefile(vim.fn.readfile(folder .. '/parlance.txt'), copy .. '/parlance.txt')
    vim.cmd('helptags ' .. copy)
  end,
}
