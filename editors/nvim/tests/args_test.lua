local aid = require('aid')
local args = require('parlance.args')
local equal = aid.equal

return {
  ['quotes and backslashes hold blanks together'] = function()
    equal(args.split([[--note "at customs, 5 days" 'it''s' a\ b "say \"hi\""]]),
      { '--note', 'at customs, 5 days', 'its', 'a b', 'say "hi"' })
    equal(args.split([[--kb C:\kb '']]), { '--kb', 'C:kb', '' })
    equal({ args.split('--note "open') }, { nil, 'a " is not closed' })
  end,

  ['key=value is a flag, save where a value stands'] = function()
    equal(args.read('outcome=refund amount="49.90 EUR" -n 1'), { '--outcome', 'refund', '--amount', '49.90 EUR', '-n', '1' })
    equal(args.read('--note outcome=refund'), { '--note', 'outcome=refund' })
    equal(args.read('--fallback lang=ja'), { '--fallback', '--lang', 'ja' })
  end,

  ['flags that change the output are refused'] = function()
    for _, line in ipairs({ '--json', '--pick', '--dry-run', 'json=1', '--show=all' }) do
      local list, problem = args.read(line)
      equal(list, nil, line)
      aid.contains(problem, 'is not for an editor')
    end
    equal(args.read('--note --json'), { '--note', '--json' })
  end,

  ['a check takes over what was decided, not how it was written'] = function()
    equal(args.judging({ '-n', '2', '--outcome', 'refund', '--model', 'm', '--lang=de', '--no-gloss', '--note', 'x' }),
      { '--outcome', 'refund', '--lang', 'de', '--note', 'x' })
  end,

  ['a wrong setting is named'] = function()
    local set = require('parlance.config').set
    for name, options in pairs({
      ['"cmdd"'] = { cmdd = 'x' }, ['"keys.chose"'] = { keys = { chose = 'x' } }, ['"split"'] = { split = 'left' },
      ['"show_agent" is a string'] = { show_agent = 'yes' },
    }) do
      local ok, problem = pcall(set, options)
      equal(ok, false, name)
      aid.contains(problem, name)
    end
    set({ keys = { stop = false }, args = { draft = { '-n', '1' } } })
    equal(require('parlance.config').get().keys.stop, false)
    equal(require('parlance.config').get().keys.choose, '<CR>')
  end,
}
