"""What is said of a place in a form, and how to mend it, in Chinese: an author reads it beside the English.

The words are those of the screens (translations/zh_CN/faults.ts); a test compares them.
"""

from __future__ import annotations

from typing import Final

CHINESE: Final[dict[str, tuple[str, str]]] = {
    "forms.action-left-blank": ("这一项留空：电脑不会自己定位，也不会自己录音。", "另外出一道题来问，或者就让它空着。"),
    "forms.action-without-node": ("这个动作要填的题不存在。", "对一对题名（name 列），改成一样的。"),
    "forms.address-not-used": (
        "问卷写了一个网址。不会发到那里：答卷只随上报包交到总部。",
        "不用改；怕人误会，就把网址去掉。",
    ),
    "forms.argument-count": (
        "有一处括号里写少了，或写多了。",
        "数一数那个括号里用逗号隔开的有几个：少了补上，多了去掉。",
    ),
    "forms.axis-unsupported": ("路径的走法程序不支持。", "不写路径，用 ${{题名}} 来指那道题。"),
    "forms.bind-without-node": ("规则写给了一道不存在的题。", "去掉这条规则，或改正路径。"),
    "forms.browser-reads-first": (
        "在重复里面用整条路径写 {detail}：浏览器里的程序取第一次的，ODK Collect 和本程序取这一次的。",
        "从这里写起：../{detail}。",
    ),
    "forms.calculate-overwrites-answer": (
        "计算会盖掉人在这里填的答案。",
        "不要人填，就把题型改成 calculate，或设为 read_only；要人填，就去掉计算。",
    ),
    "forms.calculation-missing": ("这一行要计算，却没有写怎么算。", "在 calculation 列写上算法。"),
    "forms.choice-given-twice": (
        "同一个选项表里有两个同名的选项：{detail}。",
        "给每个选项不同的名称，或者设置 allow_choice_duplicates。",
    ),
    "forms.choice-incomplete": ("有一个选项缺名称（name）或选项表（list_name）。", "填上 list_name 和 name。"),
    "forms.choice-label-shows-itself": ("选项的文字里又引用了自己，那一处留空。", "从选项文字里去掉对自己的引用。"),
    "forms.choice-labels-missing": ("有的选项缺一种语言的文字。", "把这些选项的那种语言补上。"),
    "forms.choice-never-offered": (
        "前面那道题怎么答，都轮不到这些选项。",
        "把 {detail} 这一列和前面那道题的选项名对一对。",
    ),
    "forms.choice-not-in-list": (
        "规则里问的选项，那道题没有。",
        "和 choices 工作表的 name 列对一对：要写选项名，不是选项文字。",
    ),
    "forms.circular-rules": ("几道题互相等着：你等我，我等你。", "从其中一道题里，去掉提到别的题的那条规则。"),
    "forms.collect-acts-on-answers": (
        "这一题是算出来的：它变了，ODK Collect 不会跟着去填（{detail}），本程序会。",
        "改由它所依据的那道题来触发。",
    ),
    "forms.collect-drops-space": ("两个答案挨着写：ODK Collect 会丢掉中间的空格。", "中间加一个逗号或一个词。"),
    "forms.collect-keeps-filtered": (
        "前面的题改了以后，ODK Collect 会清掉这个选项，但用到它的题（{detail}）不会重新算；这里会立刻跟着变。",
        "两种程序都用的话，导入以后把这几题对一对。",
    ),
    "forms.collect-keeps-surplus": (
        "一个答案让次数变少时，ODK Collect 仍会显示并交出多出来的那几次；这里会把它们收起来，次数多了再拿出来。",
        "两种程序都用的话，让人把次数再核对一遍。",
    ),
    "forms.collect-refuses-repeated": (
        "{detail} 会问好几次，这里却当成一个答案来用：ODK Collect 会报错停下，这里取第一次的。",
        "说清楚要哪一个：用 indexed-repeat()、sum()、join() 或 count()。",
    ),
    "forms.collect-sets-too-early": (
        "默认值用到了算出来的题：ODK Collect 先填默认值再计算，所以那里会是空的。",
        "把那条计算直接写成默认值。",
    ),
    "forms.collect-shortens-moment": (
        "{detail} 是日期加时间：ODK Collect 在这里只写日期，本程序写全。",
        "套上 format-date-time()，写明要什么样子。",
    ),
    "forms.collect-writes-truth": (
        "结果是“是”或“否”：ODK Collect 写成 1 和 0，本程序写成 true 和 false。",
        "写成 if(…, 1, 0)，两边就一样了。",
    ),
    "forms.column-missing": (
        "旁边的表格里没有要用的这一列；括号里是它有的列。",
        "把表格里的列名改成这里写的，或改正这里的列名。",
    ),
    "forms.control-without-node": ("这道题没有地方存答案。", "改正这道题的路径。"),
    "forms.count-reads-own-instances": (
        "重复几次，取决于重复里面的答案。",
        "想做成“还有吗？”就可以这样；不然，让次数取前面一道题的答案。",
    ),
    "forms.default-impossible": (
        "默认值不能当作这道题的答案。",
        "填这道题能有的答案：选项的名称、数字，或 2026-06-12 这样的日期。",
    ),
    "forms.default-language-unknown": ("默认语言不在问卷的语言里。", "照 label:: 后面的写法写。"),
    "forms.end-without-begin": ("这里结束的组或重复没有开始，或者种类不同。", "删掉这一行，或者用同一种类开始。"),
    "forms.event-unknown": (
        "不认得这个触发时机（event）。",
        "改用 odk-instance-first-load、odk-new-repeat 或 xforms-value-changed。",
    ),
    "forms.expression-too-deep": ("表达式套得太深。", "拆开：先用 calculate 题算出其中几段。"),
    "forms.expression-too-long": ("表达式太长。", "拆开：先用 calculate 题算出其中几段。"),
    "forms.external-select-as-text": (
        "这道题的选项在问卷外面的一张表里，那张表不在。",
        "把名单写进 external_choices 工作表，或把它的文件放在问卷旁边。",
    ),
    "forms.function-not-in-collect": (
        "这个函数不是每个填表程序都认得。",
        "问卷也要给 ODK Collect 用的话，换一种不用这个函数的写法。",
    ),
    "forms.function-unknown": (
        "里面的“{detail}”，程序不认得。",
        "看看是不是拼错了。没拼错，就换一种写法，或把这一格清空，不要这条规则。",
    ),
    "forms.group-not-closed": ("从这里开始的组或重复没有结束。", "在它结束的地方加一行 end_group 或 end_repeat。"),
    "forms.heading-unknown": ("这一列没有用到：不认得这个列名。", "改正列名；如果只是备注，可以不管。"),
    "forms.if-without-otherwise": (
        "if() 没有写“不然怎样”：那时候就是空的。",
        "写上不然的时候填什么：if(条件, 是, 不是)。",
    ),
    "forms.instance-unknown": (
        "这里要用的名单，表里没有。",
        "看看名单的名字（list_name 列）是不是拼错了，或把名单补上。",
    ),
    "forms.itemset-without-value": ("选项名单没有说哪一列是值。", "说明哪一列是值。"),
    "forms.key-not-used": (
        "问卷要求用自己的密钥加密。上报包已为总部加密；导出的 ODK 文件夹不加密。",
        "不用改；怕人误会，就把密钥去掉。",
    ),
    "forms.label-missing": ("这一题没有文字。", "在 label 列写上文字；不用问的请用 hidden 类型。"),
    "forms.label-missing-in-language": ("缺一种语言的文字。", "把那种语言的一格填上。"),
    "forms.list-unknown": (
        "choices 表里没有“{detail}”这个选项表。",
        "在 choices 表里写上这些选项，或者改正这里的名称。",
    ),
    "forms.media-missing": ("问卷提到的文件没有放在旁边的文件夹里。", "把文件放进问卷旁边的文件夹，名字要一样。"),
    "forms.name-missing": ("这一题或这一组没有名称（name）。", "用字母和数字给它起一个短名称。"),
    "forms.name-not-allowed": ("“{detail}”不能当名称。", "以字母开头，只用字母、数字、_ 和 -，不要有空格。"),
    "forms.no-survey": (
        "表格里没有题：没有 survey 表，或者它的第一行不是列名。",
        "把表命名为 survey，第一行写 type、name、label，上面不能有别的行。",
    ),
    "forms.node-given-twice": ("两道题的路径一样。", "每道题起不同的名称。"),
    "forms.not-a-date": ("这里的日期读不懂。", "写成年-月-日，比如 2026-06-12。"),
    "forms.not-a-node-set": ("函数这里要一条路径，写的却是值。", "这里要写 ${{题名}}，比如 sum(${{题名}})。"),
    "forms.not-a-repeat": ("函数这里要一个重复组，写的却是别的。", "这里要写重复组的名称，不是里面的题。"),
    "forms.parameters-wrong": (
        "parameters 列里写的用不了。",
        "小字里写着哪一处；数字要写成数字，例如 start=1 end=10 step=1。",
    ),
    "forms.path-finds-nothing": ("这里提到的题，表里没有。", "看看题名（name 列）是不是拼错了，改成一样的。"),
    "forms.path-unsupported": ("路径的写法程序不支持。", "不写路径，用 ${{题名}} 来指那道题。"),
    "forms.preload-unknown": ("不认得这个自动填入的值。", "去掉它，或者出一道题来问。"),
    "forms.property-left-blank": ("这一项会空着：电脑里没有提问人的电话号码和邮箱。", "出一道题来问，或者就让它空着。"),
    "forms.pyxform-error": (
        "这份表格现在还变不成问卷。",
        "照下面的小字在表里改。看不懂，就把这一页拍下来，问做表的人。",
    ),
    "forms.pyxform-warning": ("有一句提醒，见小字。不改也能用。", ""),
    "forms.question-unknown": (
        "这里提到“{detail}”，问卷里没有这一题。",
        "改正 ${{ 和 }} 之间的字：要用 name 列里的名称，不是题目的文字。",
    ),
    "forms.question-unreachable": ("这道题谁也看不到：它的条件永远不成立。", "改正条件，或删掉这道题。"),
    "forms.range-not-a-number": ("范围的起点、终点或步长不是数字。", "在 parameters 列把 start、end、step 写成数字。"),
    "forms.reads-own-child": (
        "组的规则取决于组里面的答案。",
        "问卷也要给 ODK Collect 用的话（它不收），让规则取组外面的题。",
    ),
    "forms.reads-sibling-instances": ("重复里的规则取决于别的几次重复。", "重复两次、三次各试一遍，看结果对不对。"),
    "forms.regex-unsupported": (
        "“{detail}”这种查字的写法太复杂，程序不查。",
        "换一种简单的写法，或把它去掉：那样什么字都收。",
    ),
    "forms.required-but-readonly": ("这道题必答，却又不能填：谁也交不了卷。", "把 required 或 read_only 那一格清空。"),
    "forms.rows-after-blank": ("这一行下面有六十多个空行，再下面（第 {detail} 行起）的内容读不到。", "删掉这些空行。"),
    "forms.search-not-run": (
        "search() 要找的表没有和问卷放在一起，或者 search() 写法不对。",
        "把表放进问卷旁边的文件夹，写成 search('表名')。",
    ),
    "forms.syntax": ("这一格没写对，程序读不懂。", "看看括号、引号是不是成对，题名是不是写成 ${{题名}}。"),
    "forms.table-damaged": ("旁边的表格坏了，或者和它的后缀名不符。", "用原来的软件打开，重新保存一次。"),
    "forms.table-not-in-letters": ("旁边的表格既不是 UTF-8 编码，也不是 GB 18030 编码。", "把表另存为“CSV UTF-8”。"),
    "forms.table-not-utf8": (
        "旁边的表格不是 UTF-8 编码，已按 GB 18030 读取。别的程序会显示乱码：请另存为“CSV UTF-8”。",
        "把表另存为“CSV UTF-8”。",
    ),
    "forms.table-too-long": ("旁边的表格超过 500,000 行。", "去掉用不到的行，或者分成两张表。"),
    "forms.table-without-rows": ("旁边的表格没有内容行：没有可选、可查的。", "在列名下面写上内容。"),
    "forms.too-many-questions": ("题太多，超过了程序允许的数。", "分成两份问卷。"),
    "forms.two-controls": ("同一个答案问了两遍。", "两个里面去掉一个。"),
    "forms.type-unknown": ("不认得这种题型。", "看看是不是拼错了，例如 text、integer、date、select_one。"),
}
"""Code → what it is, how it is mended (blank where nothing has to be)."""
