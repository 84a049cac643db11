-- Drafting, from the command to the text in the buffer, with the real program.
local aid = require('aid')
local events = require('parlance.events')
local api = vim.api

local function model(script) return ('--base-url %s --model m '):format(aid.endpoint(script)) end

-- under is the buffer's text a diagnostic covers.
local function under(buf, d)
  return table.concat(api.nvim_buf_get_text(buf, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
end

return {
  ['a draft shows gist and ranked replies beside the ticket'] = function()
    local buf = aid.buffer(aid.japanese)
    vim.cmd('ParlanceDraft')
    aid.equal(api.nvim_get_current_buf(), buf, 'the cursor stays in the ticket')
    local pane, text = aid.done()
    aid.equal(api.nvim_win_get_cursor(pane:window()), { 1, 0 }, 'what stands on top is seen first')
    aid.contains(text, 'writes ja')
    aid.contains(text, 'where the order is: “')
    aid.equal(#pane.regions, 3)
    for i, region in ipairs(pane.regions) do
      local c = pane.state.candidates[region.id]
      aid.equal(events.rank(c), i)
      local reply = vim.split(events.text(c, 'reply'), '\n')
      aid.equal(api.nvim_buf_get_lines(pane.buf, region.reply, region.reply + #reply, false), reply)
    end
    aid.equal(aid.all(), '')
  end,

  ['text is there while it is written, and the gloss above it'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft -n 2 ' .. model(aid.good))
    local pane = aid.pane()
    aid.wait('a part of the agent text', function()
      return pane.run and aid.text(pane.buf):find('Hello Anna', 1, true) and not aid.text(pane.buf):find('Kind regards', 1, true)
    end)
    aid.contains(aid.text(pane.buf), 'drafting …')
    local _, text = aid.done()
    aid.contains(text, 'I have been waiting for a long time.')
    aid.contains(text, 'Wir prüfen das')
    aid.lacks(text, 'drafting …')
  end,

  ['what is taken back disappears'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft -n 1 --no-gloss ' .. model(aid.resetting))
    local _, text = aid.done()
    aid.lacks(text, '9999')
    aid.contains(text, 'Wir prüfen das')
  end,

  ['findings are diagnostics on exactly the words they mean'] = function()
    aid.buffer(aid.japanese)
    vim.cmd('ParlanceDraft -n 1 --no-gloss ' .. model([[
-- 20-translate --
when-system: bilingual support writer

山本 早紀 様

😀ご注文の件で99999円を明日までに返金いたします。

よろしくお願いいたします。
-- 90-draft --
Dear 山本 早紀,

we are checking where your parcel is.

Kind regards
]]))
    local pane = aid.done()
    local seen = {}
    for _, d in ipairs(vim.diagnostic.get(pane.buf)) do
      aid.equal(d.source, 'parlance')
      seen[under(pane.buf, d)] = d
    end
    local amount = seen['99999円'] or error(vim.inspect(vim.tbl_keys(seen)))
    aid.equal(amount.severity, vim.diagnostic.severity.ERROR)
    aid.contains(aid.all(), 'a person should look: ')
    aid.contains(aid.text(pane.buf), '✗ facts/')
  end,

  ['a risk that holds stands on top and is told'] = function()
    aid.buffer('The charger exploded and burned my hand. I am in hospital. Order NL-201188')
    vim.cmd('ParlanceDraft')
    local pane = aid.done()
    aid.contains(api.nvim_buf_get_lines(pane.buf, 0, 1, false)[1], 'STOP injury')
    aid.contains(aid.all(), 'a person should look: injury')
  end,

  ['arguments reach the program'] = function()
    aid.buffer(aid.german)
    vim.cmd([[ParlanceDraft outcome=refund amount="49.90 EUR" --note "goodwill, first order" -n 1]])
    local pane, text = aid.done()
    aid.contains(text, '49,90')
    aid.equal(pane.state.done.outcome.kind, 'refund')
    aid.equal(#pane.regions, 1)
  end,

  ['a range drafts those lines only'] = function()
    aid.buffer('Internal: do not show\n' .. aid.german .. '\n\nhttps://internal.example')
    vim.cmd('2,7ParlanceDraft -n 1')
    local pane = aid.done()
    aid.equal(pane.source.text, aid.german)
    aid.contains(aid.text(pane.buf), 'NL-118273')
  end,

  ['a selection within lines is exact, also in Japanese'] = function()
    aid.buffer('メモ：荷物は今どこにあるのでしょうか。（社内用）')
    vim.cmd([[execute "normal! 3lv15l\<Esc>"]])
    require('parlance').draft_selection({ '-n', '1' })
    local pane = aid.done()
    aid.equal(pane.source.text, '荷物は今どこにあるのでしょうか。')
    vim.cmd('ParlanceChoose 1 replace')
    aid.contains(aid.text(), 'メモ：')
    aid.contains(aid.text(), '（社内用）')
    aid.lacks(aid.text(), 'どこにあるのでしょうか')
  end,

  ['a quoted ticket loses its marks'] = function()
    aid.buffer('> Guten Tag,\n>\n> wo ist meine Bestellung NL-118273?\n\n> Anna Müller')
    vim.cmd('ParlanceDraft -n 1')
    local pane = aid.done()
    aid.equal(pane.source.text, 'Guten Tag,\n\nwo ist meine Bestellung NL-118273?\n\nAnna Müller')
    aid.buffer('> quoted\nnot quoted')
    aid.equal(require('parlance.source').take(0, 0, 1).text, '> quoted\nnot quoted')
  end,

  ['a mail is read from its file, in its own character set'] = function()
    local path = vim.fn.tempname() .. '.eml'
    local mail = 'From: Anna <a@example.com>\r\nSubject: Bestellung\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nWo ist meine Bestellung NL-118273?\r\n\r\nMit freundlichen Gr\252\223en\r\nAnna M\252ller\r\n'
    local f = assert(io.open(path, 'wb'))
    f:write(mail)
    f:close()
    vim.cmd('edit ' .. path)
    vim.cmd('ParlanceDraft -n 1')
    local pane, text = aid.done()
    aid.equal(pane.source.file, path)
    aid.contains(text, 'Müller')
  end,

  ['stop ends the process and says so'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft ' .. model(aid.endless))
    local pane = aid.pane()
    local pid = pane.run.pid
    aid.equal(vim.loop.kill(pid, 0), 0, 'it runs')
    vim.cmd('ParlanceStop')
    aid.gone(pid)
    aid.contains(aid.text(pane.buf), 'stopped')
    aid.equal(aid.all(), '', 'no error is shown')
    vim.cmd('ParlanceStop')
    aid.contains(aid.all(), 'nothing is running')
  end,

  ['closing the window ends the process'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft ' .. model(aid.endless))
    local pane = aid.pane()
    local pid = pane.run.pid
    api.nvim_win_close(pane:window(), true)
    aid.gone(pid)
    aid.equal(aid.pane(), nil)
    aid.equal(aid.all(), '')
  end,

  ['drafting again ends the draft before'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft ' .. model(aid.endless))
    local pane = aid.pane()
    local pid = pane.run.pid
    vim.cmd('ParlanceDraft -n 1')
    aid.gone(pid)
    aid.equal(aid.pane(), pane, 'the window is used again')
    local _, text = aid.done(pane)
    aid.contains(text, 'composed without a model')
    aid.lacks(text, 'stopped')
  end,

  ['an error is shown with its hint'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft --base-url http://127.0.0.1:9/v1 --model m')
    local _, text = aid.done()
    for _, place in ipairs({ text, aid.all() }) do
      aid.contains(place, 'no connection to 127.0.0.1:9 (unreachable)')
      aid.contains(place, 'hint: check endpoint.base_url')
    end
    aid.contains(text, 'writes de', 'the gist is there all the same')
  end,

  ['a wrong argument is the program\'s to explain'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft --culture jp')
    aid.done()
    aid.contains(aid.all(), 'unknown culture "jp"')
    vim.cmd('ParlanceDraft --note "open')
    aid.contains(aid.all(), 'a " is not closed')
  end,

  ['one failed candidate does not hide the others'] = function()
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft -n 2 --no-gloss ' .. model('-- 05-first --\ntimes: 1\nnot-system: bilingual support writer\nfinish: length\n\nHello Anna, we are sor\n' .. aid.good))
    local pane, text = aid.done()
    aid.equal(#events.finished(pane.state), 1)
    aid.contains(text, '(truncated)')
    aid.contains(text, 'Wir prüfen das')
  end,

  ['a program that is not there is told with what to do'] = function()
    aid.setup({ cmd = 'no-such-parlance' })
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft')
    aid.contains(aid.all(), 'cannot run "no-such-parlance"')
    aid.contains(aid.all(), 'setup{ cmd =')
  end,

  ['a program that is something else is told'] = function()
    aid.setup({ cmd = { 'sh', '-c', 'echo not json; echo oops >&2; exit 7' } })
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft')
    local _, text = aid.done()
    aid.contains(aid.all(), 'oops (exit 7)')
    aid.contains(text, 'they were not JSON: 1')
    aid.setup({ cmd = { 'sh', '-c', 'printf "parlance: 未知\\n建议：这样\\n" >&2; exit 2' } })
    vim.cmd('ParlanceDraft')
    aid.done()
    aid.contains(aid.all(), '未知 (exit 2)\nhint: 这样')
  end,

  ['a large ticket arrives whole'] = function()
    aid.setup({ cmd = { 'sh', '-c', 'wc -c >&2; exit 7' } })
    aid.buffer((('あ'):rep(1000) .. '\n'):rep(1000) .. 'end')
    vim.cmd('ParlanceDraft')
    aid.done()
    aid.contains(aid.all(), tostring(1000 * 3001 + 4))
  end,

  ['a draft from the draft\'s window is for the same ticket'] = function()
    local buf = aid.buffer(aid.german)
    vim.cmd('ParlanceInspect')
    local inspect = aid.done()
    api.nvim_set_current_win(inspect:window())
    vim.cmd('ParlanceDraft -n 2')
    local pane = aid.pane(buf)
    aid.equal(pane.name, 'draft')
    aid.done(pane)
    api.nvim_set_current_win(pane:window())
    vim.cmd('ParlanceDraft -n 1 outcome=refund')
    aid.done(pane)
    aid.equal(#pane.regions, 1)
    aid.equal(pane.state.done.outcome.kind, 'refund')
    vim.cmd('normal R')
    aid.done(pane)
    aid.equal(pane.state.done.outcome.kind, 'refund')
    api.nvim_set_current_win(vim.fn.bufwinid(buf))
    vim.cmd('ParlanceChoose 1 yank')
    aid.equal(vim.fn.getreg('"'), events.text(events.finished(pane.state)[1], 'reply'))
  end,

  ['every way to split'] = function()
    for split, windows in pairs({ vertical = 2, horizontal = 2, tab = 1, current = 1 }) do
      aid.before()
      aid.setup({ split = split })
      aid.buffer(aid.german)
      vim.cmd('ParlanceDraft -n 1')
      local _, text = aid.done()
      aid.contains(text, 'writes de')
      aid.equal(#api.nvim_tabpage_list_wins(0), windows, split)
      vim.cmd('silent! tabonly')
    end
  end,

  ['an empty buffer is not sent'] = function()
    aid.buffer('\n  \n')
    vim.cmd('ParlanceDraft')
    aid.contains(aid.all(), 'there is no text')
    aid.equal(aid.pane(), nil)
  end,

  ['questions make up the decision'] = function()
    local select, input = vim.ui.select, vim.ui.input
    local asked = {}
    vim.ui.select = function(items, o, done)
      asked[#asked + 1] = o.prompt
      assert(vim.tbl_contains(items, 'escalate'), vim.inspect(items))
      done('refund')
    end
    vim.ui.input = function(o, done)
      asked[#asked + 1] = o.prompt
      done(o.prompt:match('Amount') and '20 EUR' or 'goodwill')
    end
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft! -n 1')
    vim.ui.select, vim.ui.input = select, input
    local pane = aid.done()
    aid.equal(#asked, 3)
    aid.equal(pane.args, { '-n', '1', '--outcome', 'refund', '--amount', '20 EUR', '--note', 'goodwill' })
  end,

  ['the language of messages is passed on'] = function()
    aid.setup({ ui_lang = 'zh' })
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft --culture jp')
    local pane = aid.done()
    assert(pane.state.error.message:match('[\228-\233]'), pane.state.error.message)
  end,

  ['the page speaks Chinese to who writes Chinese'] = function()
    aid.setup({ agent_lang = 'zh' })
    aid.buffer(aid.german)
    vim.cmd('ParlanceDraft -n 1')
    local _, text = aid.done()
    aid.contains(text, '诉求')
    aid.contains(text, '── 底稿 (zh')
  end,

  ['completion asks the program'] = function()
    local function offers(line) return vim.fn.getcompletion(line, 'cmdline') end
    assert(vim.tbl_contains(offers('ParlanceDraft --out'), '--outcome'), vim.inspect(offers('ParlanceDraft --out')))
    assert(vim.tbl_contains(offers('ParlanceDraft --outcome re'), 'refund'))
    assert(vim.tbl_contains(offers('ParlanceDraft -n 1 outcome=re'), 'outcome=refund'))
    assert(vim.tbl_contains(offers('ParlanceDraft --culture ja'), 'ja-JP'))
    assert(vim.tbl_contains(offers('%ParlanceDraft! --outcome re'), 'refund'))
    aid.equal(offers('ParlanceDraft --js'), {})
    aid.equal(offers('ParlanceChoose re'), { 'replace' })
  end,
}
