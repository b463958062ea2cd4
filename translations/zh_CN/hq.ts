<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>ClaimsView</name>
  <message>
   <source>Nobody can be found by this badge. There is nothing to decide; it is kept.</source>
   <translation>凭这张胸牌找不到人。不用决定，只是留着备查。</translation>
  </message>
  <message>
   <source>One laptop checked this person in; another took a check-in back without having seen this one.</source>
   <translation>一台电脑签了到，另一台取消了签到，取消时没见过这一条。</translation>
  </message>
  <message>
   <source>This person is in the register: whoever was there can be counted after all.</source>
   <translation>台账里有这个人，当时在场的话可以补上。</translation>
  </message>
  <message>
   <source>What was said</source>
   <translation>各方说法</translation>
  </message>
  <message>
   <source>{field}: recorded in different ways. Which one is right? It replaces the others.</source>
   <translation>{field}有不同的说法。哪一个对？选定的会替下其余的。</translation>
  </message>
  <message>
   <source>{what} from {laptop}. They are kept and passed on, and read as soon as the program can. An update may be needed.</source>
   <translation>{laptop}：{what}。原样留着，照样往下传，程序能读的时候就读。也许要更新程序。</translation>
  </message>
 </context>
 <context>
  <name>CountyPicker</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Chosen: {names}</source>
   <translation>选了：{names}</translation>
  </message>
  <message>
   <source>Counties</source>
   <translation>县</translation>
  </message>
  <message>
   <source>Counties to choose</source>
   <translation>可以选的县</translation>
  </message>
  <message>
   <source>Name, pinyin or initials; Enter or a click ticks, ↑ ↓ move</source>
   <translation>县名、拼音或首字母；↑ ↓ 挑，回车或点一下选上</translation>
  </message>
  <message>
   <source>No county of Qinghai or Hunan is called that. Try fewer letters.</source>
   <translation>青海和湖南没有叫这个的县。少写几个字再试。</translation>
  </message>
  <message>
   <source>None is chosen yet</source>
   <translation>还没有选</translation>
  </message>
 </context>
 <context>
  <name>DecidedView</name>
  <message>
   <source>About</source>
   <translation>谁</translation>
  </message>
  <message>
   <source>By</source>
   <translation>决定人</translation>
  </message>
  <message>
   <source>Decided</source>
   <translation>决定</translation>
  </message>
  <message>
   <source>Decisions made at this computer. Undoing one is recorded too: nothing is lost.</source>
   <translation>这里是在本机做的决定。撤销也会记下来，什么都不会丢。</translation>
  </message>
  <message>
   <source>Decisions of this computer</source>
   <translation>本机的决定</translation>
  </message>
  <message>
   <source>Nothing was decided at this computer yet</source>
   <translation>本机还没有做过决定</translation>
  </message>
  <message>
   <source>Undo this decision</source>
   <translation>撤销这个决定</translation>
  </message>
  <message>
   <source>What you decide is listed here, with who and when, and can be undone.</source>
   <translation>做过的决定都列在这里，谁定的、何时定的，都能撤销。</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>已撤销</translation>
  </message>
  <message>
   <source>the same person</source>
   <translation>是同一个人</translation>
  </message>
  <message>
   <source>two persons</source>
   <translation>是两个人</translation>
  </message>
  <message>
   <source>was not there</source>
   <translation>没到</translation>
  </message>
  <message>
   <source>was there</source>
   <translation>到了</translation>
  </message>
  <message>
   <source>{field}: {value}</source>
   <translation>{field}：{value}</translation>
  </message>
 </context>
 <context>
  <name>FigureCard</name>
  <message numerus="yes">
   <source>%n laptops may hold more</source>
   <translation>
    <numerusform>%n 台电脑可能还有没交的</numerusform>
   </translation>
  </message>
  <message>
   <source>Definition</source>
   <translation>定义</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>时段</translation>
  </message>
  <message>
   <source>Scope</source>
   <translation>范围</translation>
  </message>
  <message>
   <source>To the letter: {definition}</source>
   <translation>确切的定义：{definition}</translation>
  </message>
  <message numerus="yes">
   <source>all %n laptops handed over</source>
   <translation>
    <numerusform>%n 台电脑都交齐了</numerusform>
   </translation>
  </message>
  <message>
   <source>no laptops yet</source>
   <translation>还没有电脑</translation>
  </message>
  <message>
   <source>version {version}</source>
   <translation>第 {version} 版</translation>
  </message>
 </context>
 <context>
  <name>Figures</name>
  <message>
   <source>Copy as text</source>
   <translation>复制文字</translation>
  </message>
  <message>
   <source>Counting…</source>
   <translation>正在数……</translation>
  </message>
  <message>
   <source>Every number in it has its unit, scope, period and definition.</source>
   <translation>里面每个数都带着单位、范围、时段和定义。</translation>
  </message>
  <message>
   <source>Every number says what it counts, over what, when, and by which definition.</source>
   <translation>每个数都写明：数的是什么、范围、时段、用的是哪一版定义。</translation>
  </message>
  <message>
   <source>Figures</source>
   <translation>指标</translation>
  </message>
  <message>
   <source>Figures are counted from trainings and who came. Take in the plan first.</source>
   <translation>指标从培训和到场的人数出来。先把培训计划收进来。</translation>
  </message>
  <message>
   <source>Figures {day}.xlsx</source>
   <translation>指标 {day}.xlsx</translation>
  </message>
  <message>
   <source>Indicator</source>
   <translation>指标</translation>
  </message>
  <message>
   <source>Indicators</source>
   <translation>指标</translation>
  </message>
  <message>
   <source>Nothing that was recorded is lost. Take a photo of this page and send it to whoever set Tianye up for you; until then leave these numbers out of reports.</source>
   <translation>记下的都在，没有丢。拍下这一页，发给帮你们装田野的人；这些数先别写进报告。</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>数</translation>
  </message>
  <message>
   <source>Save as workbook</source>
   <translation>导出表格</translation>
  </message>
  <message>
   <source>Save the figures</source>
   <translation>把指标存到哪里</translation>
  </message>
  <message>
   <source>The figures are in {name}.</source>
   <translation>指标存进了 {name}。</translation>
  </message>
  <message>
   <source>There is nothing to count yet</source>
   <translation>还没有可数的</translation>
  </message>
  <message>
   <source>These figures cannot all be true, so they are not given out</source>
   <translation>这些数不可能都对，先不给出去</translation>
  </message>
  <message>
   <source>To the trainings</source>
   <translation>去培训</translation>
  </message>
  <message>
   <source>Workbooks (*.xlsx)</source>
   <translation>表格 (*.xlsx)</translation>
  </message>
  <message>
   <source>{figure} is copied, with unit, scope, period and definition.</source>
   <translation>“{figure}”已复制，单位、范围、时段和定义都带上了。</translation>
  </message>
 </context>
 <context>
  <name>Filters</name>
  <message>
   <source>All counties</source>
   <translation>全部县</translation>
  </message>
  <message>
   <source>All kinds</source>
   <translation>全部类型</translation>
  </message>
  <message>
   <source>All programmes</source>
   <translation>全部项目</translation>
  </message>
  <message>
   <source>All time</source>
   <translation>全部时间</translation>
  </message>
  <message>
   <source>Below is what was counted before.</source>
   <translation>下面还是以前数的。</translation>
  </message>
  <message>
   <source>By {dimension}</source>
   <translation>按{dimension}</translation>
  </message>
  <message>
   <source>County</source>
   <translation>县</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>从哪天</translation>
  </message>
  <message>
   <source>From … to …</source>
   <translation>从哪天到哪天</translation>
  </message>
  <message>
   <source>Kind of activity</source>
   <translation>活动类型</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>到哪天</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>时段</translation>
  </message>
  <message>
   <source>Programme</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>怎么分</translation>
  </message>
  <message>
   <source>There is no day "{text}". Mend it here.</source>
   <translation>没有“{text}”这一天，在这一格改。</translation>
  </message>
  <message>
   <source>This month</source>
   <translation>本月</translation>
  </message>
  <message>
   <source>This year</source>
   <translation>今年</translation>
  </message>
  <message>
   <source>from, as 2026-01-01</source>
   <translation>如 2026-01-01</translation>
  </message>
  <message>
   <source>to</source>
   <translation>到</translation>
  </message>
  <message>
   <source>to, as 2026-12-31</source>
   <translation>如 2026-12-31</translation>
  </message>
 </context>
 <context>
  <name>FormReport</name>
  <message numerus="yes">
   <source>%n groups</source>
   <translation>
    <numerusform>%n 组</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n questions</source>
   <translation>
    <numerusform>%n 题</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>A laptop shows what was answered on it, and lets it be taken back.</source>
   <translation>答过的，那台电脑看得到，也拿得回来。</translation>
  </message>
  <message>
   <source>Add to the forms</source>
   <translation>加进问卷</translation>
  </message>
  <message>
   <source>An ordinary form</source>
   <translation>一般的问卷</translation>
  </message>
  <message numerus="yes">
   <source>And %n more.</source>
   <translation>
    <numerusform>另外还有 %n 处。</numerusform>
   </translation>
  </message>
  <message>
   <source>Back to the forms</source>
   <translation>回到问卷</translation>
  </message>
  <message>
   <source>Check it again</source>
   <translation>再检查一遍</translation>
  </message>
  <message>
   <source>Choose another workbook</source>
   <translation>选另一份表格</translation>
  </message>
  <message>
   <source>File: {name}</source>
   <translation>文件：{name}</translation>
  </message>
  <message>
   <source>Laptops seal each answer for headquarters; afterwards they can neither show nor change it.</source>
   <translation>电脑一交就封给总部，之后看不到，也改不了。</translation>
  </message>
  <message>
   <source>Nothing is added yet. Try it out, then add it; the next packs carry it.</source>
   <translation>还没有加进去。先按“试填”看一遍，再加进问卷，下次的下发包就带上它。</translation>
  </message>
  <message>
   <source>Perhaps this was meant: {text}</source>
   <translation>也许想写：{text}</translation>
  </message>
  <message>
   <source>Sensitive questions</source>
   <translation>有敏感问题</translation>
  </message>
  <message>
   <source>The form as a whole</source>
   <translation>整份问卷</translation>
  </message>
  <message>
   <source>The forms that are here are as they were. Mend these cells in the workbook, save it, check it again.</source>
   <translation>已有的问卷都没有动。在表格里把下面这几格改好，存下，再检查。</translation>
  </message>
  <message>
   <source>This form can be used</source>
   <translation>这份问卷能用</translation>
  </message>
  <message numerus="yes">
   <source>This form cannot be used yet: %n places need mending</source>
   <translation>
    <numerusform>这份问卷还不能用，有 %n 处要改</numerusform>
   </translation>
  </message>
  <message>
   <source>Try it out</source>
   <translation>试填</translation>
  </message>
  <message>
   <source>What stands there: {text}</source>
   <translation>这里写的是：{text}</translation>
  </message>
  <message>
   <source>What the form asks</source>
   <translation>问的是什么</translation>
  </message>
  <message>
   <source>Worth knowing</source>
   <translation>另外要知道的</translation>
  </message>
  <message>
   <source>column {name}</source>
   <translation>{name} 列</translation>
  </message>
  <message>
   <source>column {name} ({about})</source>
   <translation>{name} 列（{about}）</translation>
  </message>
  <message>
   <source>how it is calculated</source>
   <translation>怎么算出来</translation>
  </message>
  <message>
   <source>how often it is repeated</source>
   <translation>重复几次</translation>
  </message>
  <message>
   <source>no named language</source>
   <translation>没写语言</translation>
  </message>
  <message>
   <source>row {number}</source>
   <translation>第 {number} 行</translation>
  </message>
  <message>
   <source>sheet {name}</source>
   <translation>{name} 表</translation>
  </message>
  <message>
   <source>the short name of the question</source>
   <translation>题的短名</translation>
  </message>
  <message>
   <source>version {version}</source>
   <translation>版本 {version}</translation>
  </message>
  <message>
   <source>what is filled in beforehand</source>
   <translation>先填好什么</translation>
  </message>
  <message>
   <source>what is read out</source>
   <translation>念出来的话</translation>
  </message>
  <message>
   <source>what kind of question it is</source>
   <translation>是哪种题</translation>
  </message>
  <message>
   <source>when the question is asked</source>
   <translation>什么时候才问</translation>
  </message>
  <message>
   <source>whether it must be answered</source>
   <translation>是不是必答</translation>
  </message>
  <message>
   <source>which answers are accepted</source>
   <translation>什么样的答案才收</translation>
  </message>
  <message>
   <source>which choices are shown</source>
   <translation>给哪些选项</translation>
  </message>
 </context>
 <context>
  <name>Forms</name>
  <message numerus="yes">
   <source>%n answers</source>
   <translation>
    <numerusform>答卷 %n 份</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n forms, every version of them; packs carry them to the laptops</source>
   <translation>
    <numerusform>%n 份问卷，各个版本都在；下发包带到每台电脑</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n groups</source>
   <translation>
    <numerusform>%n 组</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n questions</source>
   <translation>
    <numerusform>%n 题</numerusform>
   </translation>
  </message>
  <message>
   <source>A form is written in a workbook. Choose one, or drop it on this page: it is checked first.</source>
   <translation>问卷写在一份 Excel 表格里。选一份，或者拖到这一页上，先检查再加。</translation>
  </message>
  <message>
   <source>A newer version is here. This one stays for what was begun or answered with it.</source>
   <translation>已经有更新的版本。这一版留着，用它开始的、答过的都还要用。</translation>
  </message>
  <message>
   <source>Added: {form}</source>
   <translation>加进来了：{form}</translation>
  </message>
  <message>
   <source>Adding the form</source>
   <translation>正在加进问卷</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>答卷（份）</translation>
  </message>
  <message>
   <source>Check a workbook</source>
   <translation>检查一份表格</translation>
  </message>
  <message>
   <source>Checking the workbook</source>
   <translation>正在检查表格</translation>
  </message>
  <message>
   <source>Choose a workbook</source>
   <translation>选一份表格</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Forms</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Laptops seal its answers for headquarters. None leaves with a name.</source>
   <translation>电脑把它的答案封给总部。送出去的从不带姓名。</translation>
  </message>
  <message>
   <source>Name in the workbook: {name}</source>
   <translation>表格里的名字：{name}</translation>
  </message>
  <message>
   <source>No form is here yet</source>
   <translation>还没有问卷</translation>
  </message>
  <message>
   <source>Nothing was changed. A changed form needs a new version.</source>
   <translation>什么都没有改。改过的问卷要换一个版本号。</translation>
  </message>
  <message>
   <source>This is the newest version: laptops get it with the next pack.</source>
   <translation>这是最新的版本，下次的下发包带着它。</translation>
  </message>
  <message>
   <source>This version was here already, the same to the letter.</source>
   <translation>这个版本早就在了，一个字都不差。</translation>
  </message>
  <message>
   <source>Try it out</source>
   <translation>试填</translation>
  </message>
  <message>
   <source>Version, added</source>
   <translation>版本、加入</translation>
  </message>
  <message>
   <source>older</source>
   <translation>旧版</translation>
  </message>
 </context>
 <context>
  <name>Held</name>
  <message numerus="yes">
   <source>Both are kept. Not counted yet: %n record(s) of the copy.</source>
   <translation>
    <numerusform>两边都留着。复制的那份有 %n 条还没算进来。</numerusform>
   </translation>
  </message>
  <message>
   <source>Records {first} to {last} were written after that.</source>
   <translation>第 {first} 到 {last} 条是停用以后写的。</translation>
  </message>
  <message numerus="yes">
   <source>They are kept and do not count yet: %n record(s).</source>
   <translation>
    <numerusform>都留着，还没算进来：%n 条。</numerusform>
   </translation>
  </message>
  <message>
   <source>They stay here.</source>
   <translation>都留着。</translation>
  </message>
  <message>
   <source>Two data folders write as this laptop: one was copied. They part at record {number}.</source>
   <translation>有两份数据都当自己是这台电脑：有一份是复制的。从第 {number} 条起两边不一样。</translation>
  </message>
  <message>
   <source>What does not fit comes up in review.</source>
   <translation>对不上的到复核里看。</translation>
  </message>
  <message numerus="yes">
   <source>{laptop}: %n record(s) left out</source>
   <translation>
    <numerusform>{laptop}：%n 条没有收</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{laptop}: %n record(s) taken in</source>
   <translation>
    <numerusform>{laptop}：收下了 %n 条</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HeldCard</name>
  <message numerus="yes">
   <source>Look at the %n record(s)</source>
   <translation>
    <numerusform>看看这 %n 条</numerusform>
   </translation>
  </message>
  <message>
   <source>{laptop}: a copy of it writes too</source>
   <translation>{laptop}：有一份复制的也在写</translation>
  </message>
  <message>
   <source>{laptop}: wrote on after it was revoked</source>
   <translation>{laptop}：停用后还在写</translation>
  </message>
 </context>
 <context>
  <name>HqRegister</name>
  <message>
   <source>Badges of those shown</source>
   <translation>所列各人的胸牌</translation>
  </message>
  <message>
   <source>Badges of those shown…</source>
   <translation>所列各人的胸牌…</translation>
  </message>
  <message>
   <source>Erase an answer, or somebody without a name…</source>
   <translation>删一份答卷或一个不记名的人……</translation>
  </message>
  <message>
   <source>Page (*.html)</source>
   <translation>网页 (*.html)</translation>
  </message>
  <message>
   <source>People come with a list, with the files from the laptops, or one by one.</source>
   <translation>用名单导入，从各电脑交来的文件里来，或者一个一个登记。</translation>
  </message>
  <message>
   <source>Registered at</source>
   <translation>登记的电脑</translation>
  </message>
  <message>
   <source>badges.html</source>
   <translation>胸牌.html</translation>
  </message>
 </context>
 <context>
  <name>Inbox</name>
  <message numerus="yes">
   <source>%n bundle(s) received so far</source>
   <translation>
    <numerusform>到现在一共收下 %n 个上报包</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n laptop(s)</source>
   <translation>
    <numerusform>%n 台电脑</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with a gap</source>
   <translation>
    <numerusform>%n 台缺包</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with one not taken in</source>
   <translation>
    <numerusform>%n 台有包没收下</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with records to decide on</source>
   <translation>
    <numerusform>%n 台有内容等你定</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>A copy of this laptop wrote it, and the copy's earlier bundle has not come.</source>
   <translation>是这台电脑的一份复制写的，复制的那份前面的包还没到。</translation>
  </message>
  <message>
   <source>Bundles come from laptops that have your pack. Take their card in first.</source>
   <translation>装了下发包的电脑才会交包来。先把它的卡片登记进来。</translation>
  </message>
  <message>
   <source>Bundles in order</source>
   <translation>上报包（按编号）</translation>
  </message>
  <message>
   <source>Checking and taking in</source>
   <translation>正在查验、收下</translation>
  </message>
  <message>
   <source>Choose bundles</source>
   <translation>选上报包</translation>
  </message>
  <message>
   <source>Choose the folder where bundles arrive</source>
   <translation>选上报包到达的文件夹</translation>
  </message>
  <message>
   <source>Drag files or a whole stick here</source>
   <translation>把文件或整个优盘拖到这里</translation>
  </message>
  <message>
   <source>Enrol a laptop</source>
   <translation>登记电脑</translation>
  </message>
  <message>
   <source>Files of Tianye (*.tianye);;All files (*)</source>
   <translation>田野的文件 (*.tianye);;所有文件 (*)</translation>
  </message>
  <message>
   <source>In any order, as often as you like: what is known already is passed over.</source>
   <translation>先后、次数都不要紧：收过的会跳过。</translation>
  </message>
  <message>
   <source>Inbox</source>
   <translation>收件</translation>
  </message>
  <message>
   <source>It goes to the laptop it was made for.</source>
   <translation>它要交给那台电脑。</translation>
  </message>
  <message>
   <source>It is kept here and goes in by itself once they have come.</source>
   <translation>已经留在这里，等那些到了就自动收进来。</translation>
  </message>
  <message>
   <source>It is kept here.</source>
   <translation>已经留在这里。</translation>
  </message>
  <message>
   <source>Laptop</source>
   <translation>电脑</translation>
  </message>
  <message>
   <source>Laptops and their bundles</source>
   <translation>电脑和它们的上报包</translation>
  </message>
  <message>
   <source>Leave it where it is. If it should have been a bundle, ask for it to be handed over again.</source>
   <translation>不用管它。要是它本来该是上报包，请那边再交一次。</translation>
  </message>
  <message>
   <source>Look for the earlier file where bundles arrive here, in mail and chat. Not there: give {laptop} its next pack, which asks for it.</source>
   <translation>在收包的地方找找前面的文件，邮件和微信里也看看。没有的话，给{laptop}下一个下发包，它会再交一次。</translation>
  </message>
  <message>
   <source>No laptop is enrolled yet</source>
   <translation>还没有登记电脑</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>什么都没有改动。</translation>
  </message>
  <message numerus="yes">
   <source>Receipts for %n laptop(s)</source>
   <translation>
    <numerusform>给 %n 台电脑做回执</numerusform>
   </translation>
  </message>
  <message>
   <source>Take bundles in</source>
   <translation>收上报包</translation>
  </message>
  <message>
   <source>Telephone whoever uses {laptop}. Nothing is lost there.</source>
   <translation>打电话问用{laptop}的人。她那边什么都没有丢。</translation>
  </message>
  <message>
   <source>Telephone whoever uses {laptop}: hand it over again. Everything is still there.</source>
   <translation>打电话请用{laptop}的人再交一次，她的电脑里都还在。</translation>
  </message>
  <message>
   <source>This is a pack.</source>
   <translation>这是一个下发包。</translation>
  </message>
  <message>
   <source>This is a receipt.</source>
   <translation>这是一张回执。</translation>
  </message>
  <message>
   <source>What came before is sound; this file stays as it is.</source>
   <translation>前面的包完好；这个文件原样留着，没有删。</translation>
  </message>
  <message>
   <source>came, not taken in</source>
   <translation>到了，没收下</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>没到</translation>
  </message>
  <message>
   <source>received</source>
   <translation>总部已收</translation>
  </message>
  <message>
   <source>waits for it</source>
   <translation>等前面的</translation>
  </message>
  <message>
   <source>{laptop}: bundle {number} has not come</source>
   <translation>{laptop}：第 {number} 包没到</translation>
  </message>
  <message>
   <source>{laptop}: bundle {number} was not taken in</source>
   <translation>{laptop}：第 {number} 包没收下</translation>
  </message>
  <message>
   <source>{later_first} to {later_last} waits for {first} to {last}.</source>
   <translation>第 {later_first}–{later_last} 条在等第 {first}–{last} 条。</translation>
  </message>
 </context>
 <context>
  <name>InboxCodes</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Code of the receipt</source>
   <translation>回执的码</translation>
  </message>
  <message>
   <source>Copied. Paste it into a message to that laptop.</source>
   <translation>复制好了，粘到消息里发过去。</translation>
  </message>
  <message>
   <source>Copy the text</source>
   <translation>复制文字</translation>
  </message>
  <message>
   <source>For laptops that no stick goes to: they read the code from here.</source>
   <translation>给没有优盘回去的电脑：那边读这个码就行。</translation>
  </message>
  <message>
   <source>Headquarters has everything up to record {number}</source>
   <translation>总部已经收到第 {number} 条为止</translation>
  </message>
  <message>
   <source>Laptop</source>
   <translation>电脑</translation>
  </message>
  <message>
   <source>Page for printing (*.html)</source>
   <translation>打印用的网页 (*.html)</translation>
  </message>
  <message>
   <source>Photograph it with your telephone and send the picture, or hold it before that laptop's scanner. There: Hand over, Receipt by code.</source>
   <translation>用手机拍下左边的码，把照片发过去；或者拿到那台电脑的扫码枪前面扫。那边在“上交”里按“用码装回执”。</translation>
  </message>
  <message numerus="yes">
   <source>Print %n code(s)</source>
   <translation>
    <numerusform>打印 %n 台的码</numerusform>
   </translation>
  </message>
  <message>
   <source>Receipts as codes</source>
   <translation>回执的码</translation>
  </message>
  <message>
   <source>The code names nobody, and is good for that laptop alone.</source>
   <translation>码里没有人的信息，只对那台电脑有用。</translation>
  </message>
  <message>
   <source>The receipts are written</source>
   <translation>回执写好了</translation>
  </message>
  <message>
   <source>receipts.html</source>
   <translation>回执.html</translation>
  </message>
  <message>
   <source>{name}: print it from the browser.</source>
   <translation>{name}：在浏览器里打印。</translation>
  </message>
 </context>
 <context>
  <name>InboxHeld</name>
  <message numerus="yes">
   <source>%n more are not shown here</source>
   <translation>
    <numerusform>还有 %n 条没列出来</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sealed file(s) that these records came in were destroyed: they named somebody who was erased. The records are here, without her.</source>
   <translation>
    <numerusform>装着这些记录的文件，有 %n 个里面写着后来删除的人，已经销毁。记录还在，只是没有她了。</numerusform>
   </translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Check-in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Check-in taken back</source>
   <translation>取消签到</translation>
  </message>
  <message>
   <source>Check-in without name</source>
   <translation>不记名签到</translation>
  </message>
  <message>
   <source>Check-ins</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Consents</source>
   <translation>同意事项</translation>
  </message>
  <message>
   <source>Corrected</source>
   <translation>更正</translation>
  </message>
  <message>
   <source>Door closed</source>
   <translation>结束签到</translation>
  </message>
  <message>
   <source>Door opened</source>
   <translation>开始签到</translation>
  </message>
  <message>
   <source>Finished forms</source>
   <translation>填完的问卷</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Form corrected</source>
   <translation>问卷更正</translation>
  </message>
  <message>
   <source>Leave for now</source>
   <translation>先放着</translation>
  </message>
  <message>
   <source>Leave them out</source>
   <translation>不收</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>离场</translation>
  </message>
  <message>
   <source>New people</source>
   <translation>新登记的人</translation>
  </message>
  <message>
   <source>Other record</source>
   <translation>其他</translation>
  </message>
  <message>
   <source>Other records</source>
   <translation>其他</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>第几条</translation>
  </message>
  <message>
   <source>Records that wait</source>
   <translation>等着定的内容</translation>
  </message>
  <message>
   <source>Records {first} to {last}. They count once you take them in.</source>
   <translation>第 {first} 到 {last} 条。收下才算。</translation>
  </message>
  <message>
   <source>Registered</source>
   <translation>登记</translation>
  </message>
  <message>
   <source>Registration taken back</source>
   <translation>撤回登记</translation>
  </message>
  <message>
   <source>Scan refused</source>
   <translation>扫码没放行</translation>
  </message>
  <message numerus="yes">
   <source>Take these %n record(s) in</source>
   <translation>
    <numerusform>收下这 %n 条</numerusform>
   </translation>
  </message>
  <message>
   <source>Taken in, they stand beside what is here; what does not fit comes up in review. Left out, they stay here and can be taken in another day.</source>
   <translation>收下后和原来的并排算，对不上的到复核里看。不收也留着，以后还能收。</translation>
  </message>
  <message>
   <source>Telephone both: did this happen, and which folder goes on? Close the other. It happened: take it in. If not: leave it out. Not known: leave it for now.</source>
   <translation>先给两边打电话：这些事真有吗？哪一份接着用？另一份要关上。真有，就收下；没有，就不收；问不到，先放着。</translation>
  </message>
  <message>
   <source>Telephone: who had the laptop then? One of ours: take them in. A stranger: leave them out. Not known: leave it for now.</source>
   <translation>先打电话问：那时候电脑在谁手里？是自己人，就收下；不是，就不收；问不到，先放着。</translation>
  </message>
  <message>
   <source>Two persons</source>
   <translation>是两个人</translation>
  </message>
  <message>
   <source>Two registrations, one person</source>
   <translation>两条登记是一个人</translation>
  </message>
  <message>
   <source>What</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>When, by its clock</source>
   <translation>时间（按它的钟）</translation>
  </message>
  <message>
   <source>{laptop}: after it was revoked</source>
   <translation>{laptop}：停用以后写的</translation>
  </message>
  <message>
   <source>{laptop}: what its copy wrote</source>
   <translation>{laptop}：复制的那份写的</translation>
  </message>
 </context>
 <context>
  <name>InboxReceipts</name>
  <message numerus="yes">
   <source>%n laptop(s) wait for one</source>
   <translation>
    <numerusform>%n 台电脑在等回执</numerusform>
   </translation>
  </message>
  <message>
   <source>As a code</source>
   <translation>用码给</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Each file can be opened by its laptop alone; one stick may carry all.</source>
   <translation>每张只有那台电脑打得开；一个优盘可以带全部。</translation>
  </message>
  <message>
   <source>Everything that came has been answered.</source>
   <translation>收到的都已经回过了。</translation>
  </message>
  <message>
   <source>No laptop waits for a receipt</source>
   <translation>没有电脑在等回执</translation>
  </message>
  <message>
   <source>Only a receipt makes records count as received on a laptop.</source>
   <translation>回执到了，那台电脑上的记录才算交到。</translation>
  </message>
  <message>
   <source>Receipts</source>
   <translation>做回执</translation>
  </message>
  <message>
   <source>Take the stick or send the files back to these laptops. They were read again and are whole.</source>
   <translation>接下来：把优盘或文件带给这些电脑。写完又读了一遍，完好。</translation>
  </message>
  <message>
   <source>Where to</source>
   <translation>写到哪里</translation>
  </message>
  <message numerus="yes">
   <source>Write %n receipt(s)</source>
   <translation>
    <numerusform>写 %n 张回执</numerusform>
   </translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>正在写</translation>
  </message>
  <message numerus="yes">
   <source>Written: %n receipt(s)</source>
   <translation>
    <numerusform>写好了 %n 张回执</numerusform>
   </translation>
  </message>
  <message>
   <source>up to record {number}</source>
   <translation>到第 {number} 条</translation>
  </message>
 </context>
 <context>
  <name>LaptopAdding</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose a card file</source>
   <translation>选卡片文件</translation>
  </message>
  <message>
   <source>Compared by telephone: they are the same</source>
   <translation>打电话对过了，一样</translation>
  </message>
  <message>
   <source>Enrol a laptop</source>
   <translation>登记电脑</translation>
  </message>
  <message>
   <source>Enrol the laptop</source>
   <translation>登记这台电脑</translation>
  </message>
  <message>
   <source>From its card headquarters knows this laptop, and seals packs so that only it can open them.</source>
   <translation>有了它的卡片，总部才认得这台电脑，发的包也只有它打得开。</translation>
  </message>
  <message>
   <source>It is enrolled already, for {places}; you may give it other counties. Its six words:</source>
   <translation>这台电脑登记过了，管的是{places}；可以给它换县。它的六个词：</translation>
  </message>
  <message>
   <source>It was restored from a backup; before, it was {name}, for {places}. Have its new six words read out, letter by letter:</source>
   <translation>这台是从备份恢复的，原来是“{name}”，管{places}。让那边把新的六个词一个字母一个字母念一遍：</translation>
  </message>
  <message>
   <source>Open a card file</source>
   <translation>打开卡片文件</translation>
  </message>
  <message>
   <source>Paste its text, or drag the file here</source>
   <translation>把卡片的字贴进来，或把文件拖到这里</translation>
  </message>
  <message>
   <source>Still missing: {what}</source>
   <translation>还差：{what}</translation>
  </message>
  <message>
   <source>Telephone whoever has the laptop and have the six words read out, letter by letter:</source>
   <translation>给拿电脑的人打电话，让对方把六个词一个字母一个字母地念：</translation>
  </message>
  <message>
   <source>The laptop's card</source>
   <translation>那台电脑的卡片</translation>
  </message>
  <message>
   <source>the card</source>
   <translation>卡片</translation>
  </message>
  <message>
   <source>the comparison of the words</source>
   <translation>对六个词</translation>
  </message>
  <message>
   <source>the counties</source>
   <translation>县</translation>
  </message>
  <message>
   <source>{laptop} is enrolled; make its pack next</source>
   <translation>{laptop}登记好了，接着给它做下发包</translation>
  </message>
 </context>
 <context>
  <name>LaptopCounties</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Counties of {laptop}</source>
   <translation>{laptop}管哪些县</translation>
  </message>
  <message>
   <source>Its next pack brings the people and trainings of these counties.</source>
   <translation>下一个下发包会带上这些县的人和培训。</translation>
  </message>
  <message>
   <source>Keep these counties</source>
   <translation>就这些县</translation>
  </message>
  <message>
   <source>{laptop} has other counties now</source>
   <translation>{laptop}的县改好了</translation>
  </message>
 </context>
 <context>
  <name>LaptopPacks</name>
  <message numerus="yes">
   <source>%n form(s)</source>
   <translation>
    <numerusform>%n 份问卷</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n training(s)</source>
   <translation>
    <numerusform>%n 个培训</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>A pack brings a laptop its people, trainings and forms, and your receipt.</source>
   <translation>下发包把人、培训、问卷和总部的回执带给那台电脑。</translation>
  </message>
  <message>
   <source>All of them</source>
   <translation>全选</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>For which laptops</source>
   <translation>给哪些电脑</translation>
  </message>
  <message>
   <source>Make others</source>
   <translation>再做别的</translation>
  </message>
  <message>
   <source>Make packs</source>
   <translation>做下发包</translation>
  </message>
  <message>
   <source>Only the laptop it is made for can open a pack. One stick may carry all of them.</source>
   <translation>给谁做的只有谁打得开。一个优盘可以带全部。</translation>
  </message>
  <message>
   <source>Take the stick or send the files to these laptops. Plugged in there, the program says which pack is for that laptop. They were read again and are whole.</source>
   <translation>接下来：把优盘或文件带给这些电脑。优盘插到那边，程序会认出哪个是给它的。写完又读了一遍，完好。</translation>
  </message>
  <message>
   <source>Where to</source>
   <translation>写到哪里</translation>
  </message>
  <message numerus="yes">
   <source>Write %n pack(s)</source>
   <translation>
    <numerusform>写 %n 个下发包</numerusform>
   </translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>正在写</translation>
  </message>
  <message numerus="yes">
   <source>Written: %n pack(s)</source>
   <translation>
    <numerusform>写好了 %n 个下发包</numerusform>
   </translation>
  </message>
  <message>
   <source>{laptop}, pack {number}</source>
   <translation>{laptop}，第 {number} 个下发包</translation>
  </message>
 </context>
 <context>
  <name>LaptopRecovery</name>
  <message>
   <source>At the laptop she goes to Forgot the passphrase and types the code. It works there, and once.</source>
   <translation>对方在电脑上按“忘了口令”，照着输。只在那一台有用，用一次。</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>By file</source>
   <translation>发文件</translation>
  </message>
  <message>
   <source>By telephone</source>
   <translation>打电话</translation>
  </message>
  <message>
   <source>Files of Tianye (*.tianye)</source>
   <translation>田野的文件 (*.tianye)</translation>
  </message>
  <message>
   <source>Her request</source>
   <translation>她的请求</translation>
  </message>
  <message>
   <source>Let somebody back into {laptop}</source>
   <translation>帮人重新打开{laptop}</translation>
  </message>
  <message>
   <source>She sent a request. Its answer opens only with the passphrase she chose, so any way may carry it.</source>
   <translation>她发来了请求。答复只有她选的新口令能打开，怎么发都行。</translation>
  </message>
  <message>
   <source>Show the code</source>
   <translation>看恢复码</translation>
  </message>
  <message>
   <source>Show the file</source>
   <translation>看文件在哪</translation>
  </message>
  <message>
   <source>So that it is her request, not another's.</source>
   <translation>对得上，才是她写的请求。</translation>
  </message>
  <message>
   <source>Take the request</source>
   <translation>收请求</translation>
  </message>
  <message>
   <source>The six words she reads to you</source>
   <translation>她念给你的六个词</translation>
  </message>
  <message>
   <source>When the passphrase was forgotten. What is recorded on it stays as it is.</source>
   <translation>口令忘了的时候用。电脑上记下的都不动。</translation>
  </message>
  <message>
   <source>Where to write the answer</source>
   <translation>答复写在哪里</translation>
  </message>
  <message>
   <source>Whoever has the laptop and hears the code can read everything on it. Call back, on a number you know, somebody whose voice you know. If the laptop was stolen, go back and revoke it.</source>
   <translation>谁拿着电脑又听到码，就能看到里面的一切。按你知道的号码打回去，听得出声音的人才念。电脑被偷了，就返回，去停用它。</translation>
  </message>
  <message>
   <source>Write the answer</source>
   <translation>写答复</translation>
  </message>
  <message>
   <source>Written: {name}. "Show the file", and send it to her.</source>
   <translation>写好了：{name}。按“看文件在哪”，发给她。</translation>
  </message>
 </context>
 <context>
  <name>LaptopRevoking</name>
  <message>
   <source>Everything that has come from it counts as before: people, check-ins, answers. Nothing is erased.</source>
   <translation>它交来的人、签到、问卷照常计数，什么都不删。</translation>
  </message>
  <message>
   <source>For the papers: lost on the way, broken, handed on</source>
   <translation>记下来备查：路上丢了、坏了、转给别人了</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>不停用</translation>
  </message>
  <message>
   <source>Not taken in: everything after it</source>
   <translation>不再收：这以后的</translation>
  </message>
  <message>
   <source>Revoke</source>
   <translation>停用</translation>
  </message>
  <message>
   <source>Revoke {laptop}</source>
   <translation>停用{laptop}</translation>
  </message>
  <message>
   <source>Say why in a few words.</source>
   <translation>写几个字说明为什么。</translation>
  </message>
  <message>
   <source>Stays: up to record {number}</source>
   <translation>留下：到第 {number} 条为止</translation>
  </message>
  <message>
   <source>This can be undone.</source>
   <translation>停用以后可以撤销。</translation>
  </message>
  <message>
   <source>What it records later, or has not handed over yet, stays outside. Ask for a last bundle first if the laptop is at hand. It gets no pack any more.</source>
   <translation>它以后记的、还没交来的，都不收了。电脑还在手边，就先请她交最后一包。也不再给它做下发包。</translation>
  </message>
  <message>
   <source>When it was lost, stolen, or is used by somebody who should not.</source>
   <translation>丢了、被偷了，或者不该用的人在用，就停用。</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>为什么</translation>
  </message>
  <message>
   <source>{laptop} is revoked</source>
   <translation>{laptop}已停用</translation>
  </message>
 </context>
 <context>
  <name>LaptopWords</name>
  <message numerus="yes">
   <source>%n record(s)</source>
   <translation>
    <numerusform>%n 条记录</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>All received</source>
   <translation>都收到了</translation>
  </message>
  <message>
   <source>Bundle {number} missing</source>
   <translation>第 {number} 包没到</translation>
  </message>
  <message>
   <source>Bundle {number} refused</source>
   <translation>第 {number} 包没收下</translation>
  </message>
  <message>
   <source>Bundle {number} waits</source>
   <translation>第 {number} 包在等</translation>
  </message>
  <message>
   <source>Last bundle</source>
   <translation>最近一包</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>还没有来过</translation>
  </message>
  <message>
   <source>Revoked</source>
   <translation>已停用</translation>
  </message>
  <message>
   <source>Second copy</source>
   <translation>有复制的在写</translation>
  </message>
  <message>
   <source>Silent for {days} days</source>
   <translation>{days} 天没有来过</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>To hand over again</source>
   <translation>要再交一次</translation>
  </message>
  <message>
   <source>Wrote on</source>
   <translation>停用后还在写</translation>
  </message>
  <message numerus="yes">
   <source>{place} and others, %n counties</source>
   <translation>
    <numerusform>{place}等 %n 个县</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Laptops</name>
  <message numerus="yes">
   <source>%n bundle(s)</source>
   <translation>
    <numerusform>%n 个上报包</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n laptop(s)</source>
   <translation>
    <numerusform>%n 台电脑</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without a pack</source>
   <translation>
    <numerusform>%n 台还没有下发包</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>备份</translation>
  </message>
  <message>
   <source>Change counties</source>
   <translation>换县</translation>
  </message>
  <message>
   <source>Each laptop has a card. Take it in here, choose its counties, and make its first pack.</source>
   <translation>每台电脑有一张卡片。在这里登记，选好县，再给它做第一个下发包。</translation>
  </message>
  <message>
   <source>Enrol a laptop</source>
   <translation>登记电脑</translation>
  </message>
  <message>
   <source>Enrolled laptops</source>
   <translation>登记过的电脑</translation>
  </message>
  <message>
   <source>Forgotten passphrase</source>
   <translation>口令忘了</translation>
  </message>
  <message>
   <source>Headquarters' card</source>
   <translation>总部的卡片</translation>
  </message>
  <message>
   <source>Laptop</source>
   <translation>电脑</translation>
  </message>
  <message>
   <source>Last pack</source>
   <translation>最近下发</translation>
  </message>
  <message>
   <source>Last receipt</source>
   <translation>最近回执</translation>
  </message>
  <message>
   <source>Make packs</source>
   <translation>做下发包</translation>
  </message>
  <message>
   <source>No laptop is enrolled yet</source>
   <translation>还没有登记电脑</translation>
  </message>
  <message>
   <source>No pack yet</source>
   <translation>还没有下发包</translation>
  </message>
  <message>
   <source>Pack number {number}</source>
   <translation>第 {number} 个下发包</translation>
  </message>
  <message>
   <source>Packs and laptops</source>
   <translation>下发与电脑</translation>
  </message>
  <message>
   <source>Records here</source>
   <translation>已收记录（条）</translation>
  </message>
  <message>
   <source>Revoke the laptop</source>
   <translation>停用这台电脑</translation>
  </message>
  <message>
   <source>none yet</source>
   <translation>还没有</translation>
  </message>
  <message>
   <source>pack {number}</source>
   <translation>第 {number} 个</translation>
  </message>
 </context>
 <context>
  <name>ListPage</name>
  <message numerus="yes">
   <source>%n as they are</source>
   <translation>
    <numerusform>没变的 %n 条</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changed</source>
   <translation>
    <numerusform>要改的 %n 条</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new</source>
   <translation>
    <numerusform>新的 %n 条</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n rows with mistakes</source>
   <translation>
    <numerusform>有错的 %n 行</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose another file</source>
   <translation>选另一个文件</translation>
  </message>
  <message>
   <source>Every row is clear.</source>
   <translation>每一行都清楚。</translation>
  </message>
  <message>
   <source>Everything in it is here already.</source>
   <translation>里面的内容这里都有了。</translation>
  </message>
  <message>
   <source>File: {name}</source>
   <translation>文件：{name}</translation>
  </message>
  <message>
   <source>Mend the file first</source>
   <translation>先去改文件</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>先不收</translation>
  </message>
  <message>
   <source>Nothing is written yet. {counts}.</source>
   <translation>还什么都没写进去。{counts}。</translation>
  </message>
  <message>
   <source>Nothing is written.</source>
   <translation>什么都没写进去。</translation>
  </message>
  <message>
   <source>One undo reverses all of it.</source>
   <translation>一次撤销，全部复原。</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>正在读……</translation>
  </message>
  <message>
   <source>Remarks</source>
   <translation>要看的地方</translation>
  </message>
  <message>
   <source>Rows with mistakes stay out. Mended, the same file can come again.</source>
   <translation>有错的行不收。改好以后，同一个文件可以再来一次。</translation>
  </message>
  <message>
   <source>Take all in</source>
   <translation>全部收下</translation>
  </message>
  <message numerus="yes">
   <source>Take in the %n sound rows</source>
   <translation>
    <numerusform>先收没错的 %n 行</numerusform>
   </translation>
  </message>
  <message>
   <source>The wrong file? Choose another. The right one? Mend it, and let it come again.</source>
   <translation>选错了，就选另一个文件；没选错，改好了再来。</translation>
  </message>
  <message>
   <source>Workbooks (*.xlsx *.xls *.ods)</source>
   <translation>表格 (*.xlsx *.xls *.ods)</translation>
  </message>
  <message>
   <source>{added} new</source>
   <translation>新 {added}</translation>
  </message>
  <message>
   <source>{changed} changed, {unchanged} unchanged</source>
   <translation>改 {changed}，没变 {unchanged}</translation>
  </message>
 </context>
 <context>
  <name>NextCard</name>
  <message>
   <source>Begin with whichever you like.</source>
   <translation>先办哪张都行。</translation>
  </message>
  <message numerus="yes">
   <source>Go to review: %n case(s) wait for a decision.</source>
   <translation>
    <numerusform>去复核，有 %n 件等人决定。</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing to do now</source>
   <translation>现在没有要做的</translation>
  </message>
  <message numerus="yes">
   <source>See to the %n card(s) below.</source>
   <translation>
    <numerusform>再办下面 %n 张卡片。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take in the %n bundle(s) that wait in the folder.</source>
   <translation>
    <numerusform>收下文件夹里等着的 %n 个上报包。</numerusform>
   </translation>
  </message>
  <message>
   <source>They are for what came; what is missing need not be waited for.</source>
   <translation>只回已经收到的，不用等缺的。</translation>
  </message>
  <message>
   <source>Wait until these are taken in. What comes next is said here then.</source>
   <translation>等这些收完。收完了，这里会说下一步。</translation>
  </message>
  <message>
   <source>What to do now</source>
   <translation>现在做什么</translation>
  </message>
  <message>
   <source>When a bundle comes, press "Take bundles in".</source>
   <translation>来了上报包，就按“收上报包”。</translation>
  </message>
  <message numerus="yes">
   <source>Write receipts for %n laptop(s).</source>
   <translation>
    <numerusform>给 %n 台电脑做回执。</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotesCard</name>
  <message numerus="yes">
   <source>%n file(s) wait for a newer program</source>
   <translation>
    <numerusform>%n 个文件要等程序更新</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Kept here, and taken in by itself after the update: {names}</source>
   <translation>先留着，更新后自动收：{names}</translation>
  </message>
  <message numerus="yes">
   <source>Restored: %n laptop(s) are asked again</source>
   <translation>
    <numerusform>恢复过：要 %n 台电脑再交一次</numerusform>
   </translation>
  </message>
  <message>
   <source>To the packs</source>
   <translation>去做下发包</translation>
  </message>
  <message>
   <source>What came after the backup is still on the laptops: {names}. Give each a new pack, then take in its bundle. Old packs from sticks can be taken in here too.</source>
   <translation>备份以后的内容都还在电脑上：{names}。给每台一个新的下发包，再收它的上报包。优盘上的旧下发包也能在这里收回来。</translation>
  </message>
 </context>
 <context>
  <name>PairView</name>
  <message>
   <source>A</source>
   <translation>甲</translation>
  </message>
  <message>
   <source>B</source>
   <translation>乙</translation>
  </message>
  <message>
   <source>Both registrations, field by field</source>
   <translation>两份登记，逐项对照</translation>
  </message>
  <message>
   <source>Points to one person</source>
   <translation>像同一个人</translation>
  </message>
  <message>
   <source>Points to two people, or cannot be told</source>
   <translation>不像，或说明不了</translation>
  </message>
  <message>
   <source>Where the consents differ the stricter one stands; that is not a choice.</source>
   <translation>两边的同意不一样时，以更严的为准，不用选。</translation>
  </message>
  <message>
   <source>registered {when}</source>
   <translation>{when}登记</translation>
  </message>
  <message>
   <source>registered {when} by a clock that was wrong</source>
   <translation>{when}登记（当时电脑时钟不准）</translation>
  </message>
  <message numerus="yes">
   <source>took part in %n sessions</source>
   <translation>
    <numerusform>参加过 %n 场</numerusform>
   </translation>
  </message>
  <message>
   <source>{letter}: from {station}</source>
   <translation>{letter}：来自{station}</translation>
  </message>
  <message>
   <source>{verdict}: {who}</source>
   <translation>{verdict}：{who}</translation>
  </message>
 </context>
 <context>
  <name>Place</name>
  <message>
   <source>Figures</source>
   <translation>指标</translation>
  </message>
  <message>
   <source>Forms</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Headquarters</source>
   <translation>总部</translation>
  </message>
  <message>
   <source>Inbox</source>
   <translation>收件</translation>
  </message>
  <message>
   <source>Open the person</source>
   <translation>看这个人</translation>
  </message>
  <message>
   <source>Packs and laptops</source>
   <translation>下发与电脑</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>台账</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>复核</translation>
  </message>
  <message>
   <source>Trainings</source>
   <translation>培训</translation>
  </message>
 </context>
 <context>
  <name>ResultCard</name>
  <message numerus="yes">
   <source>%n brought something new and was taken in.</source>
   <translation>
    <numerusform>%n 个有新内容，收下了。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n of them are packs of this headquarters from before it was restored.</source>
   <translation>
    <numerusform>其中 %n 个是总部恢复以前自己的下发包，收回来了。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n pack(s) and receipt(s) were passed over.</source>
   <translation>
    <numerusform>另有 %n 个下发包和回执，是给别的电脑的，跳过了。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n picture(s) or file(s) have not arrived yet: the receipt asks for them.</source>
   <translation>
    <numerusform>%n 个照片或文件还没有到：回执会再要。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) are kept for you to decide on.</source>
   <translation>
    <numerusform>%n 条留着，等你定。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) came without contents: the laptop had purged them before.</source>
   <translation>
    <numerusform>%n 条没有内容：那台电脑上早已清除。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) that had come without contents have them again.</source>
   <translation>
    <numerusform>%n 条原来没有内容的，现在有了。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n wait(s) for an earlier one, and is kept.</source>
   <translation>
    <numerusform>%n 个在等前面的包，先留着。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n was known already, to the letter.</source>
   <translation>
    <numerusform>%n 个以前收过，没有新内容。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n was not taken in; it is as it was.</source>
   <translation>
    <numerusform>%n 个没收下，原样留着。</numerusform>
   </translation>
  </message>
  <message>
   <source>Check-ins</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Finished forms</source>
   <translation>填完的问卷</translation>
  </message>
  <message>
   <source>Go to review</source>
   <translation>去复核</translation>
  </message>
  <message>
   <source>In review: possible duplicates</source>
   <translation>复核里等着的：可能是同一个人</translation>
  </message>
  <message>
   <source>In review: recorded differently</source>
   <translation>复核里等着的：两个说法</translation>
  </message>
  <message numerus="yes">
   <source>Looked at %n file(s)</source>
   <translation>
    <numerusform>这次看了 %n 个文件</numerusform>
   </translation>
  </message>
  <message>
   <source>New people</source>
   <translation>新登记的人</translation>
  </message>
  <message numerus="yes">
   <source>Stopped: %n file(s) were not looked at, take them in another time.</source>
   <translation>
    <numerusform>停下了：还有 %n 个文件没看，下次再收。</numerusform>
   </translation>
  </message>
  <message>
   <source>{laptop}: new records</source>
   <translation>{laptop}：新的条数</translation>
  </message>
  <message numerus="yes">
   <source>{laptop}: new records; %n were known already</source>
   <translation>
    <numerusform>{laptop}：新的条数；另有 %n 条以前收过</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Review</name>
  <message>
   <source>"{value}" is right</source>
   <translation>以“{value}”为准</translation>
  </message>
  <message numerus="yes">
   <source>%n cases</source>
   <translation>
    <numerusform>共 %n 个</numerusform>
   </translation>
  </message>
  <message>
   <source>A scan was refused at the door</source>
   <translation>门口有一次扫码没放行</translation>
  </message>
  <message>
   <source>After each bundle the register is compared again; pairs to look at come here.</source>
   <translation>每收一个包，台账都会重新比一遍；要看的会到这里来。</translation>
  </message>
  <message>
   <source>Alike {number}</source>
   <translation>可能重复 {number}</translation>
  </message>
  <message>
   <source>Ask her, or somebody who knows her. Not sure: leave it for now. It can be undone.</source>
   <translation>问问本人，或者认识她的人；问不到，先放着。定了以后也能撤销。</translation>
  </message>
  <message>
   <source>Ask her, or those who wrote it. Not sure: leave it for now. It can be undone.</source>
   <translation>问问本人，或者当时记的人；问不到，先放着。定了以后也能撤销。</translation>
  </message>
  <message>
   <source>Ask those who decided, or her. Not sure: leave it for now. It can be undone.</source>
   <translation>问问当初定的人，或者本人；问不到，先放着。定了以后也能撤销。</translation>
  </message>
  <message>
   <source>Ask whoever held the session, or her. Not sure: leave it for now. It can be undone.</source>
   <translation>问问带这一场的人，或者本人；问不到，先放着。定了以后也能撤销。</translation>
  </message>
  <message>
   <source>Cases</source>
   <translation>要看的</translation>
  </message>
  <message>
   <source>Count as present</source>
   <translation>补上签到</translation>
  </message>
  <message>
   <source>Decided</source>
   <translation>看过的</translation>
  </message>
  <message>
   <source>Disputed {number}</source>
   <translation>说法不同 {number}</translation>
  </message>
  <message>
   <source>Each registration is compared with those it could be. With many people this takes a while.</source>
   <translation>每份登记都和可能是同一个人的比一遍。人多的时候要等一会儿。</translation>
  </message>
  <message>
   <source>Leave for now</source>
   <translation>先放着</translation>
  </message>
  <message>
   <source>Let number {number} stand</source>
   <translation>以第 {number} 份为准</translation>
  </message>
  <message>
   <source>Looking through the register…</source>
   <translation>正在比台账……</translation>
  </message>
  <message>
   <source>No two registrations look like one person</source>
   <translation>没有哪两份登记像同一个人</translation>
  </message>
  <message>
   <source>Nobody says anything different</source>
   <translation>没有不同的说法</translation>
  </message>
  <message>
   <source>Nothing else to know</source>
   <translation>没有别的要知道</translation>
  </message>
  <message>
   <source>One at a time. Stop whenever you like; every decision can be undone.</source>
   <translation>一个一个看，随时可以停，随时可以撤销。</translation>
  </message>
  <message>
   <source>One person or two: the decisions contradict each other</source>
   <translation>是一个人还是两个人，前后决定对不上</translation>
  </message>
  <message>
   <source>Possibly the same person</source>
   <translation>可能是同一个人</translation>
  </message>
  <message>
   <source>Records that wait for a newer program</source>
   <translation>等新版程序来读的记录</translation>
  </message>
  <message>
   <source>Refused scans, and records of a newer program, are told here.</source>
   <translation>没放行的扫码、新版程序写的记录，会列在这里。</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>复核</translation>
  </message>
  <message>
   <source>The same person</source>
   <translation>是同一个人</translation>
  </message>
  <message>
   <source>To know {number}</source>
   <translation>要知道的 {number}</translation>
  </message>
  <message>
   <source>Two persons</source>
   <translation>是两个人</translation>
  </message>
  <message>
   <source>Two persons, it was said; other decisions make them one</source>
   <translation>有人定过是两个人，别的决定又把他们连成了一个</translation>
  </message>
  <message>
   <source>Was not there</source>
   <translation>没到</translation>
  </message>
  <message>
   <source>Was there</source>
   <translation>到了</translation>
  </message>
  <message>
   <source>Was this person there?</source>
   <translation>人到底到了没有？</translation>
  </message>
  <message>
   <source>Where two laptops say different things of one person, both words come here.</source>
   <translation>两台电脑对同一个人说法不同时，两种说法都会到这里来。</translation>
  </message>
  <message>
   <source>Which one is right?</source>
   <translation>以哪个说法为准？</translation>
  </message>
  <message>
   <source>left for now</source>
   <translation>先放着</translation>
  </message>
  <message>
   <source>{names}: {verdict}</source>
   <translation>{names}：{verdict}</translation>
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation>第 {place} 个，共 {count} 个</translation>
  </message>
  <message>
   <source>↑ ↓ another case</source>
   <translation>↑ ↓ 换一个</translation>
  </message>
 </context>
 <context>
  <name>RowsCard</name>
  <message>
   <source>By {dimension}</source>
   <translation>按{dimension}</translation>
  </message>
  <message>
   <source>Nothing is counted in two rows.</source>
   <translation>各行互不重复。</translation>
  </message>
  <message>
   <source>Rows may overlap: the total, {total}, counts each once.</source>
   <translation>各行可能有重复：合计 {total} 只算一次，不要相加。</translation>
  </message>
  <message>
   <source>There is nothing to show in this scope and period.</source>
   <translation>这个范围和时段里没有。</translation>
  </message>
  <message>
   <source>This figure has no rows of this kind</source>
   <translation>这个指标不能这样分</translation>
  </message>
  <message>
   <source>Unit: {unit}</source>
   <translation>单位：{unit}</translation>
  </message>
  <message>
   <source>What it counts does not have this property. Choose other rows.</source>
   <translation>它数的东西没有这一项。换一种分法。</translation>
  </message>
 </context>
 <context>
  <name>Runs</name>
  <message>
   <source>nothing yet</source>
   <translation>还没有包</translation>
  </message>
  <message>
   <source>{numbers} missing</source>
   <translation>第 {numbers} 包没到</translation>
  </message>
  <message>
   <source>{numbers} not taken in</source>
   <translation>第 {numbers} 包没收下</translation>
  </message>
  <message>
   <source>{numbers} received</source>
   <translation>第 {numbers} 包已收</translation>
  </message>
  <message>
   <source>{numbers} waits</source>
   <translation>第 {numbers} 包等着</translation>
  </message>
 </context>
 <context>
  <name>TrainingPage</name>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sessions</source>
   <translation>
    <numerusform>%n 场</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>+ %n without a name</source>
   <translation>
    <numerusform>另有 %n 人没留名</numerusform>
   </translation>
  </message>
  <message>
   <source>A sensitive activity: its papers have a neutral title and no names.</source>
   <translation>敏感活动：纸上用中性名称，不写名字。</translation>
  </message>
  <message>
   <source>Attendance {code}.xlsx</source>
   <translation>签到录入 {code}.xlsx</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Certificates</source>
   <translation>出证书</translation>
  </message>
  <message>
   <source>Certificates {code}.html</source>
   <translation>证书 {code}.html</translation>
  </message>
  <message>
   <source>Checked in (people)</source>
   <translation>签到（人）</translation>
  </message>
  <message>
   <source>Completed</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>Completed (people)</source>
   <translation>完成（人）</translation>
  </message>
  <message>
   <source>Counted as the figures count: linked registrations as one, too short a stay not at all.</source>
   <translation>和指标数法一样：合成一个人的只算一次，待得太短的不算。</translation>
  </message>
  <message>
   <source>List for typing in</source>
   <translation>录入用的表</translation>
  </message>
  <message>
   <source>Lists (*.xlsx *.xls *.ods *.csv)</source>
   <translation>名单 (*.xlsx *.xls *.ods *.csv)</translation>
  </message>
  <message>
   <source>Pages to print (*.html)</source>
   <translation>打印用的网页 (*.html)</translation>
  </message>
  <message>
   <source>Save the certificates</source>
   <translation>把证书存到哪里</translation>
  </message>
  <message>
   <source>Save the list</source>
   <translation>把表存到哪里</translation>
  </message>
  <message>
   <source>Save the sheet</source>
   <translation>把签到表存到哪里</translation>
  </message>
  <message>
   <source>Session</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>Sessions held</source>
   <translation>已办场次</translation>
  </message>
  <message>
   <source>Sign-in sheet</source>
   <translation>签到表</translation>
  </message>
  <message>
   <source>Sign-in sheet {code}.html</source>
   <translation>签到表 {code}.html</translation>
  </message>
  <message>
   <source>Take in a signed list</source>
   <translation>收纸面名单</translation>
  </message>
  <message>
   <source>The list typed from paper</source>
   <translation>照纸面录好的表</translation>
  </message>
  <message>
   <source>Took part (people)</source>
   <translation>参加（人）</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>培训</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>When the last session is over and somebody completed it</source>
   <translation>最后一场办完、有人完成以后才能出</translation>
  </message>
  <message>
   <source>Who came</source>
   <translation>谁来过</translation>
  </message>
  <message>
   <source>Workbooks (*.xlsx)</source>
   <translation>表格 (*.xlsx)</translation>
  </message>
  <message>
   <source>completed</source>
   <translation>已完成</translation>
  </message>
  <message>
   <source>present at {part} of {whole} sessions held, or more</source>
   <translation>办了的场次里，到过 {part}/{whole} 以上</translation>
  </message>
  <message>
   <source>{held} of {sessions}</source>
   <translation>{held} / {sessions}</translation>
  </message>
 </context>
 <context>
  <name>Trainings</name>
  <message numerus="yes">
   <source>%n sessions</source>
   <translation>
    <numerusform>%n 场</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n trainings</source>
   <translation>
    <numerusform>%n 项培训</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>+ %n without a name</source>
   <translation>
    <numerusform>另有 %n 人没留名</numerusform>
   </translation>
  </message>
  <message>
   <source>All counties</source>
   <translation>全部县</translation>
  </message>
  <message>
   <source>All months</source>
   <translation>全部月份</translation>
  </message>
  <message>
   <source>All programmes</source>
   <translation>全部项目</translation>
  </message>
  <message>
   <source>Came (people)</source>
   <translation>来过（人）</translation>
  </message>
  <message>
   <source>Completed</source>
   <translation>完成（人）</translation>
  </message>
  <message>
   <source>County</source>
   <translation>县</translation>
  </message>
  <message>
   <source>Empty plan</source>
   <translation>空白计划表</translation>
  </message>
  <message>
   <source>Everything planned, by programme and day. The plan is a workbook; it can come again and again.</source>
   <translation>计划里的培训，按项目和日期排。计划是一个表格文件，改了可以再收。</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>月份</translation>
  </message>
  <message>
   <source>Open the training</source>
   <translation>打开这项培训</translation>
  </message>
  <message>
   <source>Programme</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>Programmes, trainings and sessions come from a workbook. Take yours in, or begin with an empty one.</source>
   <translation>项目、培训和场次从一个表格文件里来。有就收进来，没有就从空白的填起。</translation>
  </message>
  <message>
   <source>Save the empty plan</source>
   <translation>把空白计划表存到哪里</translation>
  </message>
  <message>
   <source>State</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>Take in a plan</source>
   <translation>收计划</translation>
  </message>
  <message>
   <source>The plan</source>
   <translation>培训计划</translation>
  </message>
  <message>
   <source>There is no plan yet</source>
   <translation>还没有培训计划</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>培训</translation>
  </message>
  <message>
   <source>Training plan.xlsx</source>
   <translation>培训计划.xlsx</translation>
  </message>
  <message>
   <source>Trainings</source>
   <translation>培训</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>地方</translation>
  </message>
  <message>
   <source>Workbooks (*.xlsx *.xls *.ods)</source>
   <translation>表格 (*.xlsx *.xls *.ods)</translation>
  </message>
  <message>
   <source>Workbooks (*.xlsx)</source>
   <translation>表格 (*.xlsx)</translation>
  </message>
  <message>
   <source>sorted by programme and day</source>
   <translation>按项目和日期排</translation>
  </message>
  <message>
   <source>{year}-{month}</source>
   <translation>{year}年{month}月</translation>
  </message>
 </context>
 <context>
  <name>WatchedCard</name>
  <message numerus="yes">
   <source>%n bundle(s) wait in the folder "{name}"</source>
   <translation>
    <numerusform>文件夹“{name}”里有 %n 个上报包等着</numerusform>
   </translation>
  </message>
  <message>
   <source>Another folder</source>
   <translation>换一个</translation>
  </message>
  <message>
   <source>Bundles that were not taken in yet.</source>
   <translation>还没收过的上报包。</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>选文件夹</translation>
  </message>
  <message>
   <source>New bundles show up here by themselves.</source>
   <translation>来了新的上报包，这里自己会出现。</translation>
  </message>
  <message>
   <source>Nothing new in "{name}"</source>
   <translation>“{name}”里没有新的</translation>
  </message>
  <message>
   <source>Plug its drive in, or choose another.</source>
   <translation>插上那个盘，或者换一个。</translation>
  </message>
  <message numerus="yes">
   <source>Take in these %n</source>
   <translation>
    <numerusform>收下这 %n 个</numerusform>
   </translation>
  </message>
  <message>
   <source>The folder "{name}" is not there now</source>
   <translation>文件夹“{name}”现在不在</translation>
  </message>
  <message>
   <source>Watch a folder</source>
   <translation>看着一个文件夹</translation>
  </message>
  <message>
   <source>Where e-mail or WeChat puts the files: new bundles show up here.</source>
   <translation>微信或邮件存文件的地方：新的上报包会出现在这里。</translation>
  </message>
 </context>
 <context>
  <name>WritingCard</name>
  <message>
   <source>They lie in the folder "{name}".</source>
   <translation>写在“{name}”文件夹里。</translation>
  </message>
  <message>
   <source>They lie on the stick {name}. You can pull it out now.</source>
   <translation>写在优盘 {name} 上。现在可以拔优盘了。</translation>
  </message>
 </context>
 <context>
  <name>figures</name>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>How many of those asked twice did better after the training.</source>
   <translation>训前、训后都答了问卷的人里，训后比训前答得好的占多少。</translation>
  </message>
  <message>
   <source>Of those asked once, after the training: how many say that they can do more now than before.</source>
   <translation>只在训后问一次的人里，自己说比训前会得多的占多少。</translation>
  </message>
  <message>
   <source>Of those asked whether they can do more now: how many answered 4 or more.</source>
   <translation>问“能力提高了没有”，答 4 分及以上的占多少。</translation>
  </message>
  <message>
   <source>People who came to at least one session; each counts once.</source>
   <translation>来过至少一场的人，一个人来几次都只算一个。</translation>
  </message>
  <message>
   <source>People who completed at least one training; each counts once.</source>
   <translation>至少完成一个培训的人，一个人只算一个。</translation>
  </message>
  <message>
   <source>Somebody who came on two days counts twice.</source>
   <translation>一个人来了两天，算 2 人日。</translation>
  </message>
  <message>
   <source>Somebody who came to three trainings counts three times.</source>
   <translation>一个人来过三个培训，算 3 人次。</translation>
  </message>
  <message>
   <source>Those of them who had never come before this period.</source>
   <translation>其中以前没来过、这段时间才第一次来的人。</translation>
  </message>
  <message>
   <source>Who came to enough of a training's sessions, once a training.</source>
   <translation>一个培训的场次来够了，算 1 人次。</translation>
  </message>
  <message>
   <source>a number is below 0</source>
   <translation>有数小于 0</translation>
  </message>
  <message>
   <source>a part is larger than what it is a part of</source>
   <translation>部分比全部还多</translation>
  </message>
  <message>
   <source>a row is larger than the total</source>
   <translation>有一行比合计还大</translation>
  </message>
  <message>
   <source>a share does not follow from its two numbers</source>
   <translation>比例和两个数对不上</translation>
  </message>
  <message>
   <source>age</source>
   <translation>年龄</translation>
  </message>
  <message>
   <source>all time</source>
   <translation>全部时间</translation>
  </message>
  <message>
   <source>county of training</source>
   <translation>培训所在县</translation>
  </message>
  <message>
   <source>disability</source>
   <translation>功能障碍</translation>
  </message>
  <message>
   <source>ethnic group</source>
   <translation>民族</translation>
  </message>
  <message>
   <source>home county</source>
   <translation>住在哪个县</translation>
  </message>
  <message>
   <source>kind</source>
   <translation>活动类型</translation>
  </message>
  <message>
   <source>less time or place gives more</source>
   <translation>范围小了，数反而大了</translation>
  </message>
  <message>
   <source>likely {low} to {high} %</source>
   <translation>人少，实际大约在 {low}% 到 {high}% 之间</translation>
  </message>
  <message>
   <source>more answers than participations</source>
   <translation>答卷比参加的人次还多</translation>
  </message>
  <message>
   <source>not shown</source>
   <translation>不列</translation>
  </message>
  <message>
   <source>programme</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>sex</source>
   <translation>性别</translation>
  </message>
  <message>
   <source>the first is a part of the second, and yet larger</source>
   <translation>前一个是后一个的一部分，却更大</translation>
  </message>
  <message>
   <source>the rows do not add up to the total</source>
   <translation>各行加起来不等于合计</translation>
  </message>
  <message>
   <source>the rows do not reach the total</source>
   <translation>各行加起来不到合计</translation>
  </message>
  <message>
   <source>the women differ between row and figure</source>
   <translation>女性人数和按性别分的不一样</translation>
  </message>
  <message>
   <source>too few for a percentage</source>
   <translation>数太少，不写百分比</translation>
  </message>
  <message>
   <source>two numbers for the same</source>
   <translation>同一个数有两个值</translation>
  </message>
  <message>
   <source>two units for one figure</source>
   <translation>同一个指标有两种单位</translation>
  </message>
  <message>
   <source>two versions of one definition</source>
   <translation>同一个定义出现了两版</translation>
  </message>
  <message>
   <source>{k} of {n}</source>
   <translation>{n} 人次里有 {k} 人次</translation>
  </message>
  <message>
   <source>{laptop}: last bundle {when}; sessions until {day}</source>
   <translation>{laptop}：最近一包 {when}；场次到 {day}</translation>
  </message>
  <message>
   <source>{laptop}: nothing came yet; sessions until {day}</source>
   <translation>{laptop}：还没交过；场次到 {day}</translation>
  </message>
  <message>
   <source>{names}: {why}</source>
   <translation>{names}：{why}</translation>
  </message>
 </context>
 <context>
  <name>heads</name>
  <message>
   <source>Begins</source>
   <translation>开始时间</translation>
  </message>
  <message>
   <source>Chinese title</source>
   <translation>中文名称</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>编码</translation>
  </message>
  <message>
   <source>County</source>
   <translation>县</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>结束时间</translation>
  </message>
  <message>
   <source>English title</source>
   <translation>英文名称</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>开始日期</translation>
  </message>
  <message>
   <source>Half-day</source>
   <translation>时段</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>主办机构</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>结束日期</translation>
  </message>
  <message>
   <source>Last digits of the telephone</source>
   <translation>电话后四位</translation>
  </message>
  <message>
   <source>Led by a woman</source>
   <translation>女性负责人</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Number of the person</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Organisations</source>
   <translation>机构</translation>
  </message>
  <message>
   <source>Place code</source>
   <translation>地点代码</translation>
  </message>
  <message>
   <source>Programme</source>
   <translation>项目编码</translation>
  </message>
  <message>
   <source>Programmes</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>Sensitive</source>
   <translation>敏感活动</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>Share that completes</source>
   <translation>结业标准</translation>
  </message>
  <message>
   <source>Social credit code</source>
   <translation>统一社会信用代码</translation>
  </message>
  <message>
   <source>Stage</source>
   <translation>发展阶段</translation>
  </message>
  <message>
   <source>Township</source>
   <translation>乡镇</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>培训编码</translation>
  </message>
  <message>
   <source>Trainings</source>
   <translation>培训</translation>
  </message>
  <message>
   <source>Venue</source>
   <translation>地点编码</translation>
  </message>
  <message>
   <source>Venues</source>
   <translation>场地</translation>
  </message>
  <message>
   <source>Village</source>
   <translation>村</translation>
  </message>
  <message>
   <source>Women owners, percent</source>
   <translation>女性出资比例</translation>
  </message>
 </context>
 <context>
  <name>review</name>
  <message numerus="yes">
   <source>%n records kept unread</source>
   <translation>
    <numerusform>%n 条记录先留着没读</numerusform>
   </translation>
  </message>
  <message>
   <source>; </source>
   <translation>；</translation>
  </message>
  <message>
   <source>A knows more</source>
   <translation>甲更细</translation>
  </message>
  <message>
   <source>Answers to a form</source>
   <translation>答卷</translation>
  </message>
  <message>
   <source>B knows more</source>
   <translation>乙更细</translation>
  </message>
  <message>
   <source>Because: {reason}</source>
   <translation>原因：{reason}</translation>
  </message>
  <message>
   <source>Begins</source>
   <translation>开始</translation>
  </message>
  <message numerus="yes">
   <source>Both were checked in at %n sessions</source>
   <translation>
    <numerusform>有 %n 场两份登记都签了到</numerusform>
   </translation>
  </message>
  <message>
   <source>Check-in taken back</source>
   <translation>取消签到</translation>
  </message>
  <message>
   <source>Checked in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Chinese title</source>
   <translation>中文名称</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Consent</source>
   <translation>同意</translation>
  </message>
  <message>
   <source>Consent of the guardian</source>
   <translation>监护人同意</translation>
  </message>
  <message>
   <source>Consent: attendance list</source>
   <translation>同意列入名单</translation>
  </message>
  <message>
   <source>Consent: being contacted</source>
   <translation>同意联系</translation>
  </message>
  <message>
   <source>Consent: health</source>
   <translation>同意记健康情况</translation>
  </message>
  <message>
   <source>Consent: passing on</source>
   <translation>同意提供给</translation>
  </message>
  <message>
   <source>Consent: photographs</source>
   <translation>同意拍照</translation>
  </message>
  <message>
   <source>Consent: quotes with name</source>
   <translation>同意署名引用</translation>
  </message>
  <message>
   <source>Consent: quotes without name</source>
   <translation>同意不署名引用</translation>
  </message>
  <message>
   <source>Consent: resident number</source>
   <translation>同意记身份证号</translation>
  </message>
  <message>
   <source>Consent: sending abroad</source>
   <translation>同意提供到境外</translation>
  </message>
  <message>
   <source>County</source>
   <translation>县</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>结束</translation>
  </message>
  <message>
   <source>English title</source>
   <translation>英文名称</translation>
  </message>
  <message>
   <source>Half-day</source>
   <translation>半天</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>主办</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Members of the household</source>
   <translation>家里几口人</translation>
  </message>
  <message>
   <source>Neither side has a resident number to compare</source>
   <translation>两边都没有身份证号可比</translation>
  </message>
  <message>
   <source>Nobody has this badge</source>
   <translation>没有人是这张胸牌</translation>
  </message>
  <message>
   <source>Not on the list</source>
   <translation>名单上没有</translation>
  </message>
  <message>
   <source>One household and one birthday with two names: they may be twins</source>
   <translation>同一户、同一天生、名字不同，可能是双胞胎</translation>
  </message>
  <message>
   <source>Only one side has a resident number to compare</source>
   <translation>只有一边有身份证号，没法比</translation>
  </message>
  <message>
   <source>Programme</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>Resident number</source>
   <translation>身份证号</translation>
  </message>
  <message>
   <source>Taken back</source>
   <translation>已撤销</translation>
  </message>
  <message>
   <source>The badge is not signed by headquarters</source>
   <translation>胸牌不是总部签发的</translation>
  </message>
  <message>
   <source>The birthday is the same</source>
   <translation>出生日期相同</translation>
  </message>
  <message>
   <source>The birthday is the same if one is of the farmer's calendar</source>
   <translation>一个按公历、一个按农历，出生日期就相同</translation>
  </message>
  <message numerus="yes">
   <source>The name is common: the register has it %n times</source>
   <translation>
    <numerusform>这个名字很常见：台账里有 %n 个</numerusform>
   </translation>
  </message>
  <message>
   <source>The name is the same</source>
   <translation>名字相同</translation>
  </message>
  <message>
   <source>The names are written differently and sound alike</source>
   <translation>名字写法不同，读音相同</translation>
  </message>
  <message>
   <source>The resident number is the same</source>
   <translation>身份证号相同</translation>
  </message>
  <message>
   <source>The resident numbers differ</source>
   <translation>身份证号不同</translation>
  </message>
  <message>
   <source>The sex differs</source>
   <translation>性别不同</translation>
  </message>
  <message>
   <source>The telephone is the same</source>
   <translation>电话相同</translation>
  </message>
  <message>
   <source>The telephones differ</source>
   <translation>电话不同</translation>
  </message>
  <message>
   <source>The years of birth are at most one apart</source>
   <translation>出生年份最多差一年</translation>
  </message>
  <message>
   <source>The years of birth are more than one apart</source>
   <translation>出生年份差一年以上</translation>
  </message>
  <message>
   <source>They are of one household</source>
   <translation>同一户</translation>
  </message>
  <message>
   <source>They live in one county</source>
   <translation>同一个县</translation>
  </message>
  <message>
   <source>They live in one village</source>
   <translation>同一个村</translation>
  </message>
  <message>
   <source>They were never checked in at the same session</source>
   <translation>两份登记从没在同一场里签到</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>培训</translation>
  </message>
  <message>
   <source>Venue</source>
   <translation>地点</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>决定</translation>
  </message>
  <message>
   <source>With this one these other changes are dropped: {changes}</source>
   <translation>选这一份，别处另外改的就不算了：{changes}</translation>
  </message>
  <message>
   <source>a number (not shown)</source>
   <translation>有号码（不显示）</translation>
  </message>
  <message>
   <source>birthday of another calendar</source>
   <translation>公历农历同一天</translation>
  </message>
  <message>
   <source>cannot be read</source>
   <translation>读不出来</translation>
  </message>
  <message>
   <source>close in age</source>
   <translation>年纪相近</translation>
  </message>
  <message>
   <source>different</source>
   <translation>不同</translation>
  </message>
  <message>
   <source>held back</source>
   <translation>先压着没用</translation>
  </message>
  <message>
   <source>names sound alike</source>
   <translation>读音相同</translation>
  </message>
  <message>
   <source>nobody said</source>
   <translation>都没填</translation>
  </message>
  <message>
   <source>not known here</source>
   <translation>这里查不到</translation>
  </message>
  <message>
   <source>not said</source>
   <translation>没填</translation>
  </message>
  <message>
   <source>one side only</source>
   <translation>有一边没填</translation>
  </message>
  <message>
   <source>other number</source>
   <translation>证件号不同</translation>
  </message>
  <message>
   <source>other sex</source>
   <translation>性别不同</translation>
  </message>
  <message>
   <source>other year of birth</source>
   <translation>年份不同</translation>
  </message>
  <message>
   <source>perhaps twins</source>
   <translation>也许是双胞胎</translation>
  </message>
  <message>
   <source>present</source>
   <translation>到了</translation>
  </message>
  <message>
   <source>same</source>
   <translation>相同</translation>
  </message>
  <message>
   <source>same birthday</source>
   <translation>同生日</translation>
  </message>
  <message>
   <source>same county</source>
   <translation>同县</translation>
  </message>
  <message>
   <source>same household</source>
   <translation>同一户</translation>
  </message>
  <message>
   <source>same name</source>
   <translation>同名</translation>
  </message>
  <message>
   <source>same number</source>
   <translation>同证件号</translation>
  </message>
  <message>
   <source>same telephone</source>
   <translation>同电话</translation>
  </message>
  <message>
   <source>same village</source>
   <translation>同村</translation>
  </message>
  <message>
   <source>sounds alike</source>
   <translation>读音相同</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>签到已取消</translation>
  </message>
  <message>
   <source>the decisions contradict each other</source>
   <translation>前后决定对不上</translation>
  </message>
  <message>
   <source>the same person</source>
   <translation>是同一个人</translation>
  </message>
  <message>
   <source>there or not</source>
   <translation>到了还是没到</translation>
  </message>
  <message>
   <source>two persons</source>
   <translation>是两个人</translation>
  </message>
  <message>
   <source>written by a newer version of this program</source>
   <translation>是新版程序写的</translation>
  </message>
  <message>
   <source>{field}: {number} different entries</source>
   <translation>{field}：有 {number} 个说法</translation>
  </message>
  <message>
   <source>{question}: {before} → {after}</source>
   <translation>{question}：{before} → {after}</translation>
  </message>
  <message>
   <source>{when} by a clock that was wrong</source>
   <translation>{when}（电脑时钟不准）</translation>
  </message>
 </context>
 <context>
  <name>trainings</name>
  <message numerus="yes">
   <source>%n came and did not complete it.</source>
   <translation>
    <numerusform>有 %n 人来过但没完成。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n certificates written. Open the page and print it.</source>
   <translation>
    <numerusform>写好了 %n 张证书。打开网页就能打印。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n completed it and may not be listed.</source>
   <translation>
    <numerusform>有 %n 人完成了，但不同意列名。</numerusform>
   </translation>
  </message>
  <message>
   <source>Fill it in and take it in here; the codes may be your own.</source>
   <translation>填好以后在这里收进来，编码可以自己定。</translation>
  </message>
  <message>
   <source>Plan taken in: {added} new, {changed} changed</source>
   <translation>计划收进来了：新的 {added} 条，改了 {changed} 条</translation>
  </message>
  <message>
   <source>The empty plan is written: {name}.</source>
   <translation>空白计划表存好了：{name}。</translation>
  </message>
  <message>
   <source>no day yet</source>
   <translation>还没定日子</translation>
  </message>
  <message>
   <source>over</source>
   <translation>办完了</translation>
  </message>
  <message>
   <source>to come</source>
   <translation>还没办</translation>
  </message>
  <message>
   <source>under way</source>
   <translation>正在办</translation>
  </message>
 </context>
</TS>
