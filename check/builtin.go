package check

// builtin is a rule that is code and not data: what rules list says of it.
type builtin struct {
	id       string
	severity Severity // the worst it reports
	says     Wording
	source   string
}

// builtins are the rules that facts.go, security.go, limit.go and the drafting engine
// report by; a test finds every id in the code.
var builtins = []builtin{
	{"facts/amount", Error, Wording{"An amount or currency differs between agent text and reply.", "金额或币种在底稿与回复之间不一致。"}, ""},
	{"facts/date", Error, Wording{"A date or time differs between agent text and reply, or is not on its weekday.", "日期或时间在底稿与回复之间不一致，或与所写的星期不符。"}, ""},
	{"facts/id", Error, Wording{"An order, tracking or article number differs between agent text and reply.", "订单号、运单号或货号在底稿与回复之间不一致。"}, ""},
	{"facts/language", Error, Wording{"The reply, or a sentence of it, is in the wrong language, or holds the model's words to you.", "回复全文或其中一句用错了语言，或混入了模型对您说的话。"}, ""},
	{"facts/length", Warning, Wording{"The reply is much shorter or longer than the agent text.", "回复比底稿短很多或长很多。"}, ""},
	{"facts/link", Error, Wording{"A link or e-mail address differs between agent text and reply.", "链接或邮箱地址在底稿与回复之间不一致。"}, ""},
	{"facts/name", Warning, Wording{"A name that must stay as it is was not kept.", "应保留原样的名称没有保留。"}, ""},
	{"facts/negation", Error, Wording{"One text says no where the other says yes.", "底稿与回复一处肯定、一处否定。"}, ""},
	{"facts/number", Error, Wording{"A number, percentage or period differs between agent text and reply.", "数字、百分比或期限在底稿与回复之间不一致。"}, ""},
	{"facts/placeholder", Error, Wording{"A placeholder was lost or changed.", "占位符丢失或被改动。"}, ""},
	{"facts/unsupported", Error, Wording{"States a value that no ticket, note, order, brand or knowledge holds.", "写了工单、备注、订单、品牌资料和知识库中都没有的内容。"}, ""},
	{"coverage/citation", Warning, Wording{"Cites an article that was not given or does not say so.", "引用了没有提供过或并未这样说的文章。"}, ""},
	{"note/fact", Warning, Wording{"The reply follows your note where what was computed says otherwise.", "回复以您的备注为准，与算出的结果不一致。"}, ""},
	{"note/left", Error, Wording{"A note, or a part of it, is not in the reply.", "备注或其中一部分没有写进回复。"}, ""},
	{"order/which", Warning, Wording{"The ticket names several orders, and not which of them the decision is about.", "工单提到多个订单，看不出决定针对哪一个。"}, ""},
	{"policy/held", Error, Wording{"The ticket waits for a person; only the holding reply may be sent.", "工单须先由人工处理；只能发送安抚回复。"}, ""},
	{"policy/limit", Error, Wording{"The amount is above what an agent of this brand may grant, or in a currency without a limit.", "金额超出该品牌客服可批准的上限，或该货币没有设定上限。"}, ""},
	{"policy/order-total", Error, Wording{"The amount is above the order's total, or in another currency.", "金额超过订单总额，或货币与订单不同。"}, ""},
	{"privacy/excess", Error, Wording{"Asks the buyer for what no shop needs in a message.", "向买家索要店铺不应通过消息索取的信息。"}, safetyRules},
	{"security/abuse", Error, Wording{"Abuses the buyer or the shop, or sends the buyer to a competitor.", "辱骂买家或店铺，或把买家推荐给竞争对手。"}, safetyRules},
	{"security/contact", Error, Wording{"Gives an address, number or account that is in no source of ours.", "写了我们的资料中没有的邮箱、电话或账号。"}, safetyRules},
	{"security/control", Error, Wording{"Holds control or invisible characters.", "含有控制字符或不可见字符。"}, safetyRules},
	{"security/dictated", Error, Wording{"Holds a code or words that the ticket told the writer to write, or that come from no source.", "照写了工单要求写出的内容，或写了查不到出处的编号或代码。"}, safetyRules},
	{"security/language", Error, Wording{"Is in another language or alphabet than the buyer's.", "所用语言或文字与买家的不符。"}, safetyRules},
	{"security/link", Error, Wording{"Holds a link that is dangerous or in no source of ours.", "含有危险的链接，或我们的资料中没有的链接。"}, safetyRules},
	{"security/markup", Error, Wording{"Holds markup or code.", "含有标记代码或程序代码。"}, safetyRules},
	{"security/other-customer", Error, Wording{"Talks about another customer, or names their data.", "谈到了其他客户，或出现了其他客户的资料。"}, safetyRules},
	{"security/prompt-leak", Error, Wording{"Quotes our instructions or an internal article.", "引用或提到了内部指令、内部资料。"}, safetyRules},
	{"security/role-token", Error, Wording{"Holds control tokens of a chat template, or plays a dialogue.", "含有对话模板的控制符，或写成了一段对话。"}, safetyRules},
	{"security/stand-in", Error, Wording{"Holds a stand-in for a hidden value that nobody knows.", "留有没有对应内容的占位符。"}, safetyRules},
	{"security/thin", Error, Wording{"Is too short to be a reply.", "内容太短，不像是回复。"}, safetyRules},
} // read-only

// safetyRules is the source of what security.go finds.
const safetyRules = "Parlance safety rules"

// view is the rule as rules list shows it.
func (b builtin) view(reader string) RuleView {
	says, _ := b.says.In(reader)
	return RuleView{ID: b.id, Severity: b.severity, Kind: "built-in", Message: says, Source: b.source, Languages: []string{"*"}}
}
