-- What becomes of a reply.
local aid = require('aid')
local events = require('parlance.events')
local api = vim.api

-- drafted is a finished draft of two replies to a buffer with a line before and after.
local function drafted()
  local buf = aid.buffer('before\n' .. aid.german .. '\nafter')
  vim.cmd('2,7ParlanceDraft -n 2')
  local pane = aid.done()
  return buf, pane, events.finished(pane.state)
end

local function reply(c) return events.text(c, 'reply') end

return {
  ['insert puts it below the ticket, wherever that is by now'] = function()
    local buf, _, all = drafted()
    api.nvim_buf_set_lines(buf, 0, 0, false, { 'a line', 'and another' })
    vim.cmd('ParlanceChoose 2 insert')
    aid.equal(aid.text(buf), 'a line\nand another\nbefore\n' .. aid.german .. '\n\n' .. reply(all[2]) .. '\n\nafter')
    vim.cmd('undo')
    aid.lacks(aid.text(buf), reply(all[2]))
  end,

  ['replace puts it in place of the ticket'] = function()
    local buf, _, all = drafted()
    vim.cmd('ParlanceChoose replace 1')
    aid.equal(aid.text(buf), 'before\n' .. reply(all[1]) .. '\nafter')
  end,

  ['what is written around the ticket meanwhile is not the ticket'] = function()
    local buf, _, all = drafted()
    api.nvim_buf_set_lines(buf, 1, 1, false, { 'right above' })
    api.nvim_buf_set_lines(buf, 8, 8, false, { 'right below' })
    vim.cmd('ParlanceChoose replace 1')
    aid.equal(aid.text(buf), 'before\nright above\n' .. reply(all[1]) .. '\nright below\nafter')
    aid.buffer('ab荷物は今どこにあるのでしょうか。yz')
    vim.cmd([[execute "normal! 2lv15l\<Esc>"]])
    require('parlance').draft_selection({ '-n', '1' })
    local pane = aid.done()
    api.nvim_buf_set_text(0, 0, 2, 0, 2, { 'c' })
    api.nvim_buf_set_text(0, 0, #vim.fn.getline(1) - 2, 0, #vim.fn.getline(1) - 2, { 'x' })
    vim.cmd('ParlanceChoose replace 1')
    aid.equal(aid.text(), 'abc' .. reply(events.finished(pane.state)[1]) .. 'xyz')
  end,

  ['copy fills the registers'] = function()
    aid.setup({ register = 'p' })
    local _, _, all = drafted()
    vim.cmd('ParlanceChoose 1 yank')
    aid.equal(vim.fn.getreg('"'), reply(all[1]))
    aid.equal(vim.fn.getreg('p'), reply(all[1]))
    aid.contains(aid.all(), 'copied')
  end,

  ['keys act on the reply under the cursor'] = function()
    local buf, pane, all = drafted()
    api.nvim_set_current_win(pane:window())
    vim.cmd('normal gg')
    vim.cmd('normal ]]')
    aid.contains(api.nvim_get_current_line(), '── 1')
    vim.cmd('normal ]]')
    aid.contains(api.nvim_get_current_line(), '── 2')
    vim.cmd('normal gr')
    aid.equal(aid.text(buf), 'before\n' .. reply(all[2]) .. '\nafter')
    local agent = events.text(all[1], 'agent')
    aid.contains(aid.text(pane.buf), agent)
    api.nvim_feedkeys(api.nvim_replace_termcodes('<Tab>', true, false, true), 'x', false)
    aid.lacks(aid.text(pane.buf), agent)
    vim.cmd('normal [[')
    aid.contains(api.nvim_get_current_line(), '── 1')
    vim.cmd('normal q')
    aid.equal(pane:window(), nil)
  end,

  ['without rank and action both are asked'] = function()
    local buf, _, all = drafted()
    local select, shown = vim.ui.select, {}
    vim.ui.select = function(items, o, done)
      shown[#shown + 1] = vim.tbl_map(o.format_item, items)
      done(items[2])
    end
    vim.cmd('ParlanceChoose')
    vim.ui.select = select
    aid.equal(#shown[1], 2)
    aid.contains(shown[1][1], '1 · ')
    aid.equal(#shown[2], 4)
    aid.equal(aid.text(buf), 'before\n' .. reply(all[2]) .. '\nafter')
  end,

  ['a ticket that is gone or fixed leaves the reply in the register'] = function()
    local buf, _, all = drafted()
    vim.bo[buf].modifiable = false
    vim.cmd('ParlanceChoose 1 insert')
    aid.contains(aid.all(), 'cannot be changed')
    aid.equal(vim.fn.getreg('"'), reply(all[1]))
    local pane = aid.pane(buf)
    api.nvim_set_current_win(pane:window())
    vim.cmd('bwipeout! ' .. buf)
    vim.cmd('ParlanceChoose 2 replace')
    aid.contains(aid.all(), 'no longer open')
    aid.equal(vim.fn.getreg('"'), reply(all[2]))
  end,

  ['a rank there is not, a word that is no action'] = function()
    drafted()
    vim.cmd('ParlanceChoose 9 yank')
    aid.contains(aid.all(), 'there is no reply 9, only 1 to 2')
    vim.cmd('ParlanceChoose throw')
    aid.contains(aid.all(), '"throw" is neither')
  end,

  ['an opened reply is checked again as it is changed'] = function()
    drafted()
    vim.cmd('ParlanceChoose 1 open')
    local buf = api.nvim_get_current_buf()
    api.nvim_buf_set_lines(buf, -1, -1, false, { 'Ä😀 Wir erstatten Ihnen 777 EUR.' })
    vim.cmd('doautocmd TextChanged')
    local last = api.nvim_buf_line_count(buf) - 1
    aid.wait('a finding on the new line', function()
      return #vim.diagnostic.get(buf, { lnum = last, severity = vim.diagnostic.severity.ERROR }) > 0
    end)
    local words = {}
    for _, d in ipairs(vim.diagnostic.get(buf, { lnum = last })) do
      words[table.concat(api.nvim_buf_get_text(buf, d.lnum, d.col, d.end_lnum, d.end_col, {}), '')] = true
    end
    assert(words['777 EUR'], vim.inspect(words))
  end,

  ['an opened reply knows what was decided'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft -n 1 outcome=refund amount="49.90 EUR"')
    aid.done()
    vim.cmd('ParlanceChoose 1 open')
    local ticket, given = require('parlance.check').ticket_of(0)
    aid.equal(ticket.text, aid.german)
    aid.equal(given, { '--outcome', 'refund', '--amount', '49.90 EUR' })
    vim.cmd('ParlanceCheck')
    aid.wait('a verdict', function() return #aid.said > 0 end)
    aid.equal(#vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }), 0)
  end,
}
