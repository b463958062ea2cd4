<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>AlongCard</name>
  <message numerus="yes">
   <source>%n file(s) taken along. They go onto your next sticks by themselves.</source>
   <translation>
    <numerusform>捎上了 %n 个文件，以后写优盘会自己带上。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sealed file(s) of other laptops here, {size}. You need not press this to write; to carry them on too:</source>
   <translation>
    <numerusform>优盘里有别的电脑的密封文件 %n 个，{size}。只写自己的，不用按；也替它们带走，就按：</numerusform>
   </translation>
  </message>
  <message>
   <source>Carry along</source>
   <translation>捎上</translation>
  </message>
  <message>
   <source>These go along already, or are this laptop's own.</source>
   <translation>这些已经捎上了，或者是本机自己写的。</translation>
  </message>
 </context>
 <context>
  <name>AskedPeople</name>
  <message numerus="yes">
   <source> %n more without a name.</source>
   <translation>
    <numerusform>另有不记名 %n 份。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sealed for headquarters; nobody here can tell whose.</source>
   <translation>
    <numerusform>已有 %n 份封给总部，这里没人知道是谁的。</numerusform>
   </translation>
  </message>
  <message>
   <source>After</source>
   <translation>训后</translation>
  </message>
  <message>
   <source>Ask {name}</source>
   <translation>问{name}</translation>
  </message>
  <message>
   <source>Ask {name} once more</source>
   <translation>再问一遍{name}</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>训前</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>开始问</translation>
  </message>
  <message>
   <source>Find a person</source>
   <translation>找人</translation>
  </message>
  <message>
   <source>Go on with {name}</source>
   <translation>接着问{name}</translation>
  </message>
  <message>
   <source>Name, pinyin or last 4 digits of the phone; or scan a badge</source>
   <translation>姓名、拼音、电话后四位，也可以扫胸牌</translation>
  </message>
  <message>
   <source>Nobody in the register is called like that. "Register her" checks her in, too; or ask without a name.</source>
   <translation>台账里没有找到。按“登记新来的人”，登记好就算签到了，再回来问；也可以不记名作答。</translation>
  </message>
  <message>
   <source>Nobody in the register is called like that. Ask without a name.</source>
   <translation>台账里没有找到。可以不记名作答。</translation>
  </message>
  <message>
   <source>Nobody is checked in here yet. Type a name to find anybody in the register.</source>
   <translation>这一场还没有人签到。打名字，台账里的人都能找到。</translation>
  </message>
  <message>
   <source>Once only</source>
   <translation>只问一次</translation>
  </message>
  <message>
   <source>People to ask</source>
   <translation>要问的人</translation>
  </message>
  <message>
   <source>Register her</source>
   <translation>登记新来的人</translation>
  </message>
  <message>
   <source>What is handed in here is sealed: this laptop can neither show nor change it afterwards.</source>
   <translation>这份问卷一交就封给总部，交了以后这台电脑看不到，也改不了。</translation>
  </message>
  <message>
   <source>Without a name</source>
   <translation>不记名作答</translation>
  </message>
  <message>
   <source>Without a name nobody can tell who answered; it cannot be taken back afterwards.</source>
   <translation>不记名的，谁答的没人知道；交了也拿不回来。</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>答过了</translation>
  </message>
  <message>
   <source>answered {day}</source>
   <translation>{day}答过</translation>
  </message>
  <message>
   <source>begun</source>
   <translation>做了一半</translation>
  </message>
  <message>
   <source>not at this session</source>
   <translation>不在这一场</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>还没答</translation>
  </message>
  <message>
   <source>of those expected</source>
   <translation>应到的</translation>
  </message>
  <message>
   <source>of those here</source>
   <translation>到场的</translation>
  </message>
  <message>
   <source>{answered} {who} have answered, {open} have not.</source>
   <translation>{who}答过 {answered} 人，还有 {open} 人没答。</translation>
  </message>
 </context>
 <context>
  <name>CheckIn</name>
  <message numerus="yes">
   <source>%n found</source>
   <translation>
    <numerusform>找到 %n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Back to Today</source>
   <translation>回到今天</translation>
  </message>
  <message>
   <source>Check-in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Check-in was ended here. Latecomers can still be checked in.</source>
   <translation>签到已经结束。晚来的人还可以补签。</translation>
  </message>
  <message>
   <source>End check-in</source>
   <translation>结束签到</translation>
  </message>
  <message>
   <source>Enter checks in</source>
   <translation>回车签到</translation>
  </message>
  <message>
   <source>F5. Nobody has come yet; this door was not opened.</source>
   <translation>F5。还没有人来过，这里没有开始签到。</translation>
  </message>
  <message>
   <source>F5. This door is closed; latecomers can still be checked in.</source>
   <translation>F5。这台电脑的签到到此为止；晚来的人还可以补签。</translation>
  </message>
  <message>
   <source>How</source>
   <translation>怎么签的</translation>
  </message>
  <message>
   <source>Look for a person</source>
   <translation>找人</translation>
  </message>
  <message>
   <source>More than {count} were found. One more letter is faster than scrolling.</source>
   <translation>找到的超过 {count} 人。再打一个字母，比往下翻快。</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Name, pinyin or initials; a badge can be scanned at once, no need to click here.</source>
   <translation>姓名、拼音、拼音首字母都行；也可以直接扫胸牌，不用先点这里。</translation>
  </message>
  <message>
   <source>Name, pinyin, Tibetan, last 4 digits of the phone</source>
   <translation>姓名、拼音、首字母、藏文、电话后四位</translation>
  </message>
  <message>
   <source>Nobody found for "{text}"</source>
   <translation>没有找到“{text}”</translation>
  </message>
  <message>
   <source>Nobody has come yet</source>
   <translation>还没有人到</translation>
  </message>
  <message>
   <source>Not saved, so not checked in yet: {names}</source>
   <translation>没存上、还没签到的：{names}</translation>
  </message>
  <message>
   <source>Open again</source>
   <translation>再打开</translation>
  </message>
  <message>
   <source>People who were found</source>
   <translation>找到的人</translation>
  </message>
  <message>
   <source>Register someone new</source>
   <translation>登记新来的人</translation>
  </message>
  <message>
   <source>That is everybody. Not among them? Spell it another way, or register someone new.</source>
   <translation>没有别的人了。都不是，就换个写法，或登记新来的人。</translation>
  </message>
  <message>
   <source>The first badge or name opens this door. Nothing else is needed.</source>
   <translation>扫第一张胸牌，或打一个姓名，签到就开始了，别的不用准备。</translation>
  </message>
  <message>
   <source>This is the session of {day}; today is {today}. Check-ins count for {day}.</source>
   <translation>这是{day}的场次，今天是{today}。签到算在{day}。</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Try fewer letters or another spelling. Somebody new: F2, without a name: F3.</source>
   <translation>少打几个字母，或换个写法。新来的人按 F2 登记，不留姓名按 F3。</translation>
  </message>
  <message>
   <source>Who came last</source>
   <translation>刚到的人</translation>
  </message>
  <message>
   <source>left {time}</source>
   <translation>{time} 走了</translation>
  </message>
  <message>
   <source>more than {count}</source>
   <translation>超过 {count} 人</translation>
  </message>
  <message numerus="yes">
   <source>people here</source>
   <translation>
    <numerusform>人已到</numerusform>
   </translation>
  </message>
  <message>
   <source>phone …{tail}</source>
   <translation>电话尾号 {tail}</translation>
  </message>
  <message>
   <source>{count} expected</source>
   <translation>应到 {count} 人</translation>
  </message>
 </context>
 <context>
  <name>ClockCard</name>
  <message>
   <source>Asked once a day. Check-in does not wait for the answer.</source>
   <translation>每天只问一次。不回答也能签到。</translation>
  </message>
  <message>
   <source>Is it now {day}, {time}?</source>
   <translation>现在是{day} {time} 吗？</translation>
  </message>
  <message>
   <source>Leave for now</source>
   <translation>先不改</translation>
  </message>
  <message>
   <source>No</source>
   <translation>不是</translation>
  </message>
  <message>
   <source>No, set it right</source>
   <translation>不是，改时间</translation>
  </message>
  <message>
   <source>This cannot be read. Type the day like 2026-06-13 and the time like 8:56.</source>
   <translation>看不懂。日期写成 2026-06-13，时间写成 8:56。</translation>
  </message>
  <message>
   <source>This is the time</source>
   <translation>就是这个时间</translation>
  </message>
  <message>
   <source>This laptop's clock seems to be wrong. Check-ins are kept in their order all the same.</source>
   <translation>这台电脑的时钟好像不对。签到照常记，先后顺序不会乱。</translation>
  </message>
  <message>
   <source>Time now</source>
   <translation>现在的时间</translation>
  </message>
  <message>
   <source>Today's date</source>
   <translation>今天的日期</translation>
  </message>
  <message>
   <source>Type the day like 2026-06-13 and the time like 8:56.</source>
   <translation>日期写成 2026-06-13，时间写成 8:56。</translation>
  </message>
  <message>
   <source>What day and time is it?</source>
   <translation>现在是哪天几点？</translation>
  </message>
  <message>
   <source>Yes, it is</source>
   <translation>是</translation>
  </message>
 </context>
 <context>
  <name>ComingCard</name>
  <message numerus="yes">
   <source>%n here</source>
   <translation>
    <numerusform>已到 %n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were here</source>
   <translation>
    <numerusform>到过 %n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>Held after this day</source>
   <translation>这天以后办过的</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>接下来</translation>
  </message>
  <message>
   <source>Nothing more is planned. The next pack from headquarters may bring more.</source>
   <translation>后面没有安排了。总部下一次的包可能会带来新的场次。</translation>
  </message>
  <message>
   <source>Other sessions</source>
   <translation>其他场次</translation>
  </message>
  <message>
   <source>Prepare</source>
   <translation>做准备</translation>
  </message>
  <message>
   <source>The next pack from headquarters may bring more.</source>
   <translation>总部下一次的包可能会带来新的场次。</translation>
  </message>
  <message>
   <source>Tomorrow</source>
   <translation>明天</translation>
  </message>
  <message>
   <source>View</source>
   <translation>看一看</translation>
  </message>
  <message>
   <source>to {time}</source>
   <translation>到 {time}</translation>
  </message>
  <message>
   <source>{action}: {session}</source>
   <translation>{action}：{session}</translation>
  </message>
  <message>
   <source>{count} expected</source>
   <translation>应到 {count} 人</translation>
  </message>
 </context>
 <context>
  <name>CountCard</name>
  <message numerus="yes">
   <source>%n not here yet</source>
   <translation>
    <numerusform>还有 %n 人没到</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>came extra {number}</source>
   <translation>临时来的 {number}</translation>
  </message>
  <message>
   <source>here, {expected} expected</source>
   <translation>人已到，应到 {expected} 人</translation>
  </message>
  <message>
   <source>men {number}</source>
   <translation>男 {number}</translation>
  </message>
  <message>
   <source>sex not said {number}</source>
   <translation>没说性别 {number}</translation>
  </message>
  <message>
   <source>without a name {number}</source>
   <translation>不留姓名 {number}</translation>
  </message>
  <message>
   <source>women {number}</source>
   <translation>女 {number}</translation>
  </message>
 </context>
 <context>
  <name>DetailsCard</name>
  <message>
   <source>Born</source>
   <translation>出生</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Co-op</source>
   <translation>合作社</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>回车</translation>
  </message>
  <message>
   <source>Lives in</source>
   <translation>住在</translation>
  </message>
  <message>
   <source>Note that this person left</source>
   <translation>记下已经离开</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>checks in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>choose</source>
   <translation>换一个人</translation>
  </message>
  <message>
   <source>{state}: nothing more to do</source>
   <translation>{state}，不用再签</translation>
  </message>
 </context>
 <context>
  <name>DoneCard</name>
  <message>
   <source>Headquarters has received all of it; nothing more is to be done here.</source>
   <translation>总部全收到了，这里没有别的事要做。</translation>
  </message>
  <message>
   <source>Headquarters takes the file in and sends a receipt back. Install it here: these records turn green.</source>
   <translation>总部收下后会发回一张回执。在这里装上，这些记录才变绿。</translation>
  </message>
  <message>
   <source>It lies in the folder. Send it to headquarters, or copy it onto a stick.</source>
   <translation>文件在那个文件夹里。发给总部，或者拷到优盘上。</translation>
  </message>
  <message>
   <source>Write another one</source>
   <translation>再写一次</translation>
  </message>
  <message>
   <source>Written, and read again: it is whole</source>
   <translation>写好了，又读了一遍，完好</translation>
  </message>
  <message>
   <source>You can pull the stick out now.</source>
   <translation>现在可以拔优盘了。</translation>
  </message>
 </context>
 <context>
  <name>FieldRegister</name>
  <message>
   <source>Install a pack</source>
   <translation>去装下发包</translation>
  </message>
  <message>
   <source>People come with the pack from headquarters. No pack yet? Register somebody new meanwhile.</source>
   <translation>人从总部的下发包来。包还没到，先登记新人也行。</translation>
  </message>
 </context>
 <context>
  <name>HandOver</name>
  <message numerus="yes">
   <source>%n file(s)</source>
   <translation>
    <numerusform>%n 个文件</numerusform>
   </translation>
  </message>
  <message>
   <source>A new pack for this laptop is here: install it first</source>
   <translation>这里有给本机的新下发包，先装上</translation>
  </message>
  <message>
   <source>A pack and a receipt for this laptop are here: install them first</source>
   <translation>这里有给本机的下发包和回执，先装上</translation>
  </message>
  <message>
   <source>A receipt for this laptop is here: install it first</source>
   <translation>这里有给本机的回执，先装上</translation>
  </message>
  <message>
   <source>All received</source>
   <translation>总部都收到了</translation>
  </message>
  <message>
   <source>All records are still on this laptop, and the files in the folder are as they were.</source>
   <translation>记录都还在本机，文件夹里原来的文件没有动。</translation>
  </message>
  <message>
   <source>All records are still on this laptop, and the files on the stick are as they were.</source>
   <translation>记录都还在本机，优盘里原来的文件也没有动。</translation>
  </message>
  <message>
   <source>At most {size}</source>
   <translation>最多 {size}</translation>
  </message>
  <message>
   <source>Attended without a name</source>
   <translation>不留名的签到</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>备份</translation>
  </message>
  <message>
   <source>Badges that were not accepted</source>
   <translation>没认的胸牌</translation>
  </message>
  <message>
   <source>Bundle {number}</source>
   <translation>第 {number} 包</translation>
  </message>
  <message>
   <source>Bundle {number}, {when}; the receipt is not here yet</source>
   <translation>第 {number} 包，{when} 写的，等总部回执</translation>
  </message>
  <message>
   <source>By the pack from headquarters</source>
   <translation>总部的下发包说的</translation>
  </message>
  <message>
   <source>By the receipt installed {when}</source>
   <translation>{when} 装的回执说的</translation>
  </message>
  <message>
   <source>Check-ins and leavings</source>
   <translation>签到和签退</translation>
  </message>
  <message>
   <source>Choose a receipt or a pack</source>
   <translation>选回执或下发包</translation>
  </message>
  <message>
   <source>Consents and refusals</source>
   <translation>同意与不同意</translation>
  </message>
  <message>
   <source>Copy it once more and press "Install a receipt or pack"; or have headquarters send it again.</source>
   <translation>重新拷一次，再按右上角的“装回执或下发包”；还不行，让总部再发。</translation>
  </message>
  <message>
   <source>Corrections</source>
   <translation>改过的资料</translation>
  </message>
  <message>
   <source>Done: headquarters has everything from this laptop. Nothing needs to be written.</source>
   <translation>交完了：本机的记录总部都收到了，不用再写。</translation>
  </message>
  <message>
   <source>Everything is still here. Files that were whole before stay there.</source>
   <translation>记录都还在本机。之前写完整的文件留在原处。</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Files of Tianye (*.tianye);;All files (*)</source>
   <translation>田野的文件 (*.tianye);;所有文件 (*)</translation>
  </message>
  <message>
   <source>Finished forms</source>
   <translation>填完的问卷</translation>
  </message>
  <message>
   <source>Give headquarters this laptop's card. They send a pack back: from then on you can hand over. Everything you record until then is kept here.</source>
   <translation>把本机的卡片交给总部，总部会发回一个下发包；装上以后就能上交。在那以前记的，都存在本机。</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>上交</translation>
  </message>
  <message>
   <source>Handed over</source>
   <translation>已交出</translation>
  </message>
  <message>
   <source>Handed over before</source>
   <translation>以前交过的</translation>
  </message>
  <message>
   <source>Headquarters does not know this laptop's new card yet</source>
   <translation>总部还不认得本机的新卡片</translation>
  </message>
  <message>
   <source>Headquarters has everything up to record {number}</source>
   <translation>总部已经收到第 {number} 条为止</translation>
  </message>
  <message>
   <source>How it goes on from there</source>
   <translation>之后怎么送</translation>
  </message>
  <message>
   <source>In one file</source>
   <translation>一个文件</translation>
  </message>
  <message>
   <source>In parts of 20 MB</source>
   <translation>每个不超过 20 MB</translation>
  </message>
  <message>
   <source>Install</source>
   <translation>装上</translation>
  </message>
  <message>
   <source>Install a receipt or pack</source>
   <translation>装回执或下发包</translation>
  </message>
  <message>
   <source>Install the first pack</source>
   <translation>装第一个下发包</translation>
  </message>
  <message>
   <source>Install their pack</source>
   <translation>装总部的下发包</translation>
  </message>
  <message>
   <source>It has arrived when the receipt is back.</source>
   <translation>写进优盘，带给总部；总部的回执回来，才算交到。</translation>
  </message>
  <message>
   <source>It was restored from a backup and has a new card. Give it to headquarters: they send a pack back, and you can hand over again. Everything you record until then is kept here.</source>
   <translation>这台电脑是从备份恢复的，卡片换了。把新卡片给总部，他们给一个下发包，装上就能上交。这之前的记录都在这里。</translation>
  </message>
  <message>
   <source>Look whether it is still there, or choose another, and write again.</source>
   <translation>看看文件夹还在不在，或换一个，再写一次。</translation>
  </message>
  <message>
   <source>Make room on its disk, or choose another folder, and write again.</source>
   <translation>在那个磁盘上腾出地方，或换一个文件夹，再写一次。</translation>
  </message>
  <message>
   <source>No file is on its way</source>
   <translation>没有包在路上</translation>
  </message>
  <message>
   <source>No receipt and no pack was found there. Nothing was changed.</source>
   <translation>没有找到回执，也没有下发包。什么都没有动。</translation>
  </message>
  <message>
   <source>No receipt has come yet</source>
   <translation>还没有收到过回执</translation>
  </message>
  <message>
   <source>Not handed over yet</source>
   <translation>还没有离开这台电脑</translation>
  </message>
  <message>
   <source>Nothing is new since the last file</source>
   <translation>上次写过以后没有新的</translation>
  </message>
  <message>
   <source>Nothing to write now. Take the stick to headquarters; write again only if it was lost.</source>
   <translation>现在不用再写。把优盘带给总部；优盘丢了，才要再写一份。</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>什么都没有动。</translation>
  </message>
  <message>
   <source>Of these without contents</source>
   <translation>其中没有内容的</translation>
  </message>
  <message>
   <source>Only on this laptop</source>
   <translation>只在本机</translation>
  </message>
  <message>
   <source>Openings, closings and other notes</source>
   <translation>开场、收场和别的记录</translation>
  </message>
  <message>
   <source>Pack {number} is installed: {count} records are new.</source>
   <translation>第 {number} 个下发包装好了，新来 {count} 条。</translation>
  </message>
  <message>
   <source>People newly registered</source>
   <translation>新登记的人</translation>
  </message>
  <message>
   <source>Pictures and files in them</source>
   <translation>其中的照片和文件</translation>
  </message>
  <message>
   <source>Pictures and files left here</source>
   <translation>没放进去的照片和文件</translation>
  </message>
  <message>
   <source>Plug in another stick, or delete on this one what nobody needs; then press "Write again".</source>
   <translation>换一个优盘，或者删掉这个优盘上没用的文件，再按“再写一次”。</translation>
  </message>
  <message>
   <source>Plug it in again and write once more.</source>
   <translation>请插好再写一次。</translation>
  </message>
  <message>
   <source>Receipt by code</source>
   <translation>用码装回执</translation>
  </message>
  <message>
   <source>Received by headquarters</source>
   <translation>总部已收</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>记录</translation>
  </message>
  <message>
   <source>Sealed files of others</source>
   <translation>捎带别人的密封文件</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <source>Stopped. The file that was begun is gone again.</source>
   <translation>停了。写了一半的文件已经拿掉。</translation>
  </message>
  <message>
   <source>Taken back</source>
   <translation>撤销的</translation>
  </message>
  <message>
   <source>That is a card. Headquarters takes it; here is nothing to do with it.</source>
   <translation>这是一张卡片，要交给总部，在这里用不上。</translation>
  </message>
  <message numerus="yes">
   <source>The %n bundle(s) without a receipt go along again by themselves. Nothing is counted twice.</source>
   <translation>
    <numerusform>还没有回执的 %n 包会自动再带一次。重复带去没有关系，总部只收一次。</numerusform>
   </translation>
  </message>
  <message>
   <source>The file is sealed: only headquarters can open it. A lost stick gives nothing away.</source>
   <translation>包是加密的，只有总部能打开。优盘丢了也不泄露。</translation>
  </message>
  <message>
   <source>The folder could not be written to the end</source>
   <translation>文件夹里没写完</translation>
  </message>
  <message>
   <source>The receipt is in.</source>
   <translation>回执装好了。</translation>
  </message>
  <message>
   <source>The receipt is not here yet</source>
   <translation>回执还没到</translation>
  </message>
  <message>
   <source>The receipt says nothing new.</source>
   <translation>这张回执没有新的内容。</translation>
  </message>
  <message>
   <source>The stick is full</source>
   <translation>优盘满了</translation>
  </message>
  <message>
   <source>The stick was pulled out before the bundle was whole</source>
   <translation>优盘拔早了，包没写完</translation>
  </message>
  <message>
   <source>There is no room left for this folder</source>
   <translation>放这个文件夹的磁盘满了</translation>
  </message>
  <message>
   <source>This laptop does not know headquarters yet</source>
   <translation>这台电脑还不认识总部</translation>
  </message>
  <message>
   <source>This laptop's card</source>
   <translation>本机的卡片</translation>
  </message>
  <message>
   <source>What came in</source>
   <translation>装进来的</translation>
  </message>
  <message>
   <source>What goes along</source>
   <translation>这次交什么</translation>
  </message>
  <message>
   <source>What went along</source>
   <translation>这次交了什么</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>写在</translation>
  </message>
  <message>
   <source>Where to</source>
   <translation>写到哪里</translation>
  </message>
  <message>
   <source>Write again</source>
   <translation>再写一次</translation>
  </message>
  <message>
   <source>Write into the folder</source>
   <translation>写进文件夹</translation>
  </message>
  <message>
   <source>Write onto the stick</source>
   <translation>写入优盘</translation>
  </message>
  <message>
   <source>Writing, leave the stick in</source>
   <translation>正在写，先别拔</translation>
  </message>
  <message>
   <source>Written so far</source>
   <translation>已写</translation>
  </message>
  <message>
   <source>Written, waiting for the receipt</source>
   <translation>写好了，等总部回执</translation>
  </message>
  <message>
   <source>none new</source>
   <translation>没有新的</translation>
  </message>
  <message numerus="yes">
   <source>record(s)</source>
   <translation>
    <numerusform>条</numerusform>
   </translation>
  </message>
  <message>
   <source>{count} ({first} to {last})</source>
   <translation>{count} 条（{first} 到 {last}）</translation>
  </message>
  <message>
   <source>{count}, purged after receipt {receipt}</source>
   <translation>{count} 条，收到第 {receipt} 号回执后已清除</translation>
  </message>
  <message>
   <source>{count}, the others next time</source>
   <translation>{count}，其余的下次带</translation>
  </message>
  <message>
   <source>{count}, too long for this way: take a stick</source>
   <translation>{count} 个，太大，用优盘交</translation>
  </message>
  <message>
   <source>{file} is damaged: it cannot be read</source>
   <translation>{file} 坏了，读不出来</translation>
  </message>
  <message>
   <source>{file} is not for this laptop. It stays on the stick as it is: leave it for whoever it is for.</source>
   <translation>{file} 不是给这台电脑的，没有装。原样留在优盘里，带给该收的人。</translation>
  </message>
 </context>
 <context>
  <name>HandOverHistory</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Bundle for headquarters</source>
   <translation>给总部的上报包</translation>
  </message>
  <message>
   <source>Files that went out and came in</source>
   <translation>交出和收回的文件</translation>
  </message>
  <message>
   <source>Handed over</source>
   <translation>已交出</translation>
  </message>
  <message>
   <source>Handed over before</source>
   <translation>以前交过的</translation>
  </message>
  <message>
   <source>Installed</source>
   <translation>装好了</translation>
  </message>
  <message>
   <source>No file went out or came in yet</source>
   <translation>还没有交过，也没有装过</translation>
  </message>
  <message>
   <source>Pack {number} from headquarters</source>
   <translation>总部的第 {number} 个下发包</translation>
  </message>
  <message>
   <source>Receipt from headquarters</source>
   <translation>总部的回执</translation>
  </message>
  <message>
   <source>Received by headquarters</source>
   <translation>总部已收</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>记录（条）</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>The newest first</source>
   <translation>新的在前</translation>
  </message>
  <message>
   <source>What</source>
   <translation>什么</translation>
  </message>
  <message>
   <source>What you write onto a stick is listed here.</source>
   <translation>写进优盘的包会列在这里。</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>none new</source>
   <translation>没有新的</translation>
  </message>
  <message>
   <source>up to {number}</source>
   <translation>到第 {number} 条</translation>
  </message>
 </context>
 <context>
  <name>HandedCard</name>
  <message numerus="yes">
   <source>%n records have not left this laptop. Hand over before you go home.</source>
   <translation>
    <numerusform>%n 条还没离开这台电脑，收工时记得上交。</numerusform>
   </translation>
  </message>
  <message>
   <source>Everything is handed over; the receipt is still to come.</source>
   <translation>都交出去了，等总部的回执。</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>去上交</translation>
  </message>
  <message>
   <source>Handed over, no receipt yet</source>
   <translation>已交出，等回执</translation>
  </message>
  <message>
   <source>Headquarters has everything.</source>
   <translation>总部都收到了。</translation>
  </message>
  <message>
   <source>Last: {moment}</source>
   <translation>上次上交：{moment}</translation>
  </message>
  <message>
   <source>Not handed over yet</source>
   <translation>还没有上交过</translation>
  </message>
  <message>
   <source>Only on this laptop</source>
   <translation>只在本机</translation>
  </message>
  <message>
   <source>Received by headquarters</source>
   <translation>总部已收</translation>
  </message>
  <message>
   <source>To headquarters</source>
   <translation>交给总部</translation>
  </message>
 </context>
 <context>
  <name>IdleCard</name>
  <message>
   <source>A badge can be scanned at any moment, wherever the cursor is.</source>
   <translation>随时都能扫，光标在哪里都行。</translation>
  </message>
  <message>
   <source>Scan a badge or type a name</source>
   <translation>扫胸牌，或打姓名</translation>
  </message>
 </context>
 <context>
  <name>Place</name>
  <message>
   <source>Field</source>
   <translation>培训现场</translation>
  </message>
  <message>
   <source>Go and check in</source>
   <translation>去签到</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>上交</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>台账</translation>
  </message>
  <message>
   <source>Roster</source>
   <translation>名单</translation>
  </message>
  <message>
   <source>Surveys</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今天</translation>
  </message>
 </context>
 <context>
  <name>ReceiptByCode</name>
  <message numerus="yes">
   <source>%n attachment(s) have not arrived yet; they go along again.</source>
   <translation>
    <numerusform>还有 %n 个附件没到，下次再带。</numerusform>
   </translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose a picture of it</source>
   <translation>选码的照片</translation>
  </message>
  <message>
   <source>Codes in pictures cannot be read on this laptop: that part is not installed.</source>
   <translation>这台电脑没有装识别照片里二维码的部件，照片读不了。</translation>
  </message>
  <message>
   <source>Headquarters has everything up to record {number}</source>
   <translation>总部已经收到第 {number} 条为止</translation>
  </message>
  <message>
   <source>Headquarters shows or prints it: for when no stick comes back.</source>
   <translation>优盘回不来的时候，总部把码显示出来，或者打印出来。</translation>
  </message>
  <message>
   <source>Install the receipt</source>
   <translation>装上回执</translation>
  </message>
  <message>
   <source>Installing…</source>
   <translation>正在装……</translation>
  </message>
  <message>
   <source>Pictures ({endings})</source>
   <translation>图片 ({endings})</translation>
  </message>
  <message>
   <source>Pictures can be dropped here too.</source>
   <translation>照片也可以直接拖到这里。</translation>
  </message>
  <message>
   <source>Press "Back", or scan another one.</source>
   <translation>可以按“返回”了；还有别的码就接着扫。</translation>
  </message>
  <message>
   <source>Receipt by code</source>
   <translation>用码装回执</translation>
  </message>
  <message>
   <source>Scan it with a scanner, or paste the text that begins with TYR1.</source>
   <translation>用扫码枪扫，或者把 TYR1 开头的文字粘进来。</translation>
  </message>
  <message>
   <source>Text of the code</source>
   <translation>码里的文字</translation>
  </message>
  <message>
   <source>The receipt is in.</source>
   <translation>回执装好了。</translation>
  </message>
  <message>
   <source>The receipt says nothing new.</source>
   <translation>这张回执没有新的内容。</translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>这一项要填。</translation>
  </message>
 </context>
 <context>
  <name>Roster</name>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>All {number}</source>
   <translation>全部 {number}</translation>
  </message>
  <message>
   <source>Came to this training</source>
   <translation>来过这个培训的</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Find on the roster</source>
   <translation>在名单里找</translation>
  </message>
  <message>
   <source>Here {number}</source>
   <translation>到了 {number}</translation>
  </message>
  <message>
   <source>Here?</source>
   <translation>到了吗</translation>
  </message>
  <message>
   <source>How</source>
   <translation>怎么签的</translation>
  </message>
  <message>
   <source>Install the pack</source>
   <translation>去装下发包</translation>
  </message>
  <message>
   <source>It is the first session of this training. Tick from the whole county, or check in at the door.</source>
   <translation>这是这个培训的第一场。可以从全县的人里点名，也可以在门口签到。</translation>
  </message>
  <message>
   <source>List to type into</source>
   <translation>写补录名单</translation>
  </message>
  <message>
   <source>Lists (*.xlsx *.csv)</source>
   <translation>名单 (*.xlsx *.csv)</translation>
  </message>
  <message>
   <source>Name, pinyin, initials</source>
   <translation>姓名、拼音、首字母</translation>
  </message>
  <message>
   <source>No session on this laptop yet</source>
   <translation>这台电脑上还没有场次</translation>
  </message>
  <message>
   <source>Nobody is expected yet</source>
   <translation>还没有应到的人</translation>
  </message>
  <message>
   <source>Not here {number}</source>
   <translation>没到 {number}</translation>
  </message>
  <message>
   <source>On paper</source>
   <translation>纸上</translation>
  </message>
  <message>
   <source>Page (*.html)</source>
   <translation>网页 (*.html)</translation>
  </message>
  <message>
   <source>Roster</source>
   <translation>名单</translation>
  </message>
  <message>
   <source>Session</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>Sessions come with the pack from headquarters.</source>
   <translation>场次随总部的下发包来。</translation>
  </message>
  <message>
   <source>Show the whole county</source>
   <translation>看全县的人</translation>
  </message>
  <message>
   <source>Sign-in sheet</source>
   <translation>打印签到表</translation>
  </message>
  <message>
   <source>Sorted by the pinyin of the names. Space checks in, Enter opens.</source>
   <translation>按姓名拼音排列。空格签到，回车看详情。</translation>
  </message>
  <message>
   <source>Take a filled list in</source>
   <translation>收补录名单</translation>
  </message>
  <message>
   <source>Take the check-in back</source>
   <translation>取消签到</translation>
  </message>
  <message>
   <source>The whole county</source>
   <translation>全县的人</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>是谁</translation>
  </message>
  <message>
   <source>Who is expected</source>
   <translation>应到的人</translation>
  </message>
  <message>
   <source>Who is shown</source>
   <translation>看哪些人</translation>
  </message>
  <message>
   <source>Workbook (*.xlsx)</source>
   <translation>工作簿 (*.xlsx)</translation>
  </message>
  <message>
   <source>attendance.xlsx</source>
   <translation>补录名单.xlsx</translation>
  </message>
  <message>
   <source>came extra</source>
   <translation>临时来的</translation>
  </message>
  <message>
   <source>here</source>
   <translation>到了</translation>
  </message>
  <message>
   <source>left {clock}</source>
   <translation>{clock} 走了</translation>
  </message>
  <message>
   <source>not here</source>
   <translation>没到</translation>
  </message>
  <message>
   <source>sign-in sheet.html</source>
   <translation>签到表.html</translation>
  </message>
 </context>
 <context>
  <name>RosterImportPage</name>
  <message numerus="yes">
   <source>%n already in</source>
   <translation>
    <numerusform>早就签过 %n 次</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new check-in(s)</source>
   <translation>
    <numerusform>新签到 %n 次</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n row(s) with mistakes</source>
   <translation>
    <numerusform>有错的 %n 行</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without a tick</source>
   <translation>
    <numerusform>没打勾的 %n 行</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>Every row is clear.</source>
   <translation>每一行都清楚。</translation>
  </message>
  <message>
   <source>From paper: {file}</source>
   <translation>纸上补录：{file}</translation>
  </message>
  <message>
   <source>In the order of the file</source>
   <translation>按文件里的先后</translation>
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
   <source>One undo reverses them all.</source>
   <translation>一次撤销，全部复原。</translation>
  </message>
  <message>
   <source>Remarks</source>
   <translation>要看的地方</translation>
  </message>
  <message>
   <source>Rows with mistakes stay out. A cross on paper takes no check-in away.</source>
   <translation>有错的行不收。纸上打叉不会取消签到。</translation>
  </message>
  <message numerus="yes">
   <source>Take over %n check-in(s)</source>
   <translation>
    <numerusform>补签 %n 次</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SessionCard</name>
  <message numerus="yes">
   <source>%n not here yet</source>
   <translation>
    <numerusform>还有 %n 人没到</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n registered at the door</source>
   <translation>
    <numerusform>现场登记 %n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without a name</source>
   <translation>
    <numerusform>不留姓名 %n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>All of them are here.</source>
   <translation>应到的都到了。</translation>
  </message>
  <message>
   <source>Came last: {people}</source>
   <translation>最后到的：{people}</translation>
  </message>
  <message>
   <source>Check in latecomers</source>
   <translation>补签晚来的人</translation>
  </message>
  <message>
   <source>Check-in ended</source>
   <translation>签到结束</translation>
  </message>
  <message>
   <source>Checking in</source>
   <translation>正在签到</translation>
  </message>
  <message>
   <source>Continue check-in</source>
   <translation>继续签到</translation>
  </message>
  <message>
   <source>Just came: {people}</source>
   <translation>刚到：{people}</translation>
  </message>
  <message>
   <source>Men {count}</source>
   <translation>男 {count}</translation>
  </message>
  <message>
   <source>Nobody came to another day of this training yet: all are welcome.</source>
   <translation>这期培训还没有人来过别的场次，谁来都欢迎。</translation>
  </message>
  <message>
   <source>Nobody has come yet.</source>
   <translation>还没有人到。</translation>
  </message>
  <message>
   <source>Not begun</source>
   <translation>还没开始</translation>
  </message>
  <message>
   <source>Not held here</source>
   <translation>没在这里办</translation>
  </message>
  <message>
   <source>Over</source>
   <translation>已经过去</translation>
  </message>
  <message>
   <source>Print sheet</source>
   <translation>打印签到表</translation>
  </message>
  <message>
   <source>Self check-in</source>
   <translation>门口自助签到</translation>
  </message>
  <message>
   <source>Start check-in</source>
   <translation>开始签到</translation>
  </message>
  <message>
   <source>Women {count}</source>
   <translation>女 {count}</translation>
  </message>
  <message>
   <source>day {number} of {days}</source>
   <translation>第 {number} 天，共 {days} 天</translation>
  </message>
  <message numerus="yes">
   <source>people here</source>
   <translation>
    <numerusform>人已到</numerusform>
   </translation>
  </message>
  <message>
   <source>{people}, {expected} expected</source>
   <translation>{people}，应到 {expected} 人</translation>
  </message>
 </context>
 <context>
  <name>Side</name>
  <message>
   <source>Gives no name?</source>
   <translation>不想留姓名的人</translation>
  </message>
  <message>
   <source>Here for the first time, or gives no name</source>
   <translation>新来的人，不留姓名的人</translation>
  </message>
  <message>
   <source>None of these people?</source>
   <translation>都不是这个人？</translation>
  </message>
  <message>
   <source>Register someone new</source>
   <translation>登记新来的人</translation>
  </message>
  <message>
   <source>Take part without a name</source>
   <translation>不留姓名参加</translation>
  </message>
 </context>
 <context>
  <name>SurveySide</name>
  <message numerus="yes">
   <source>%n handed in, sealed</source>
   <translation>
    <numerusform>已交 %n 份，封好了</numerusform>
   </translation>
  </message>
  <message>
   <source>All is kept and can wait for her.</source>
   <translation>答过的都在，可以等：人来了再接着问。</translation>
  </message>
  <message>
   <source>Answers being corrected</source>
   <translation>改答案，改到一半</translation>
  </message>
  <message>
   <source>Begun</source>
   <translation>没做完的</translation>
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
   <source>Go on</source>
   <translation>接着问</translation>
  </message>
  <message>
   <source>Go on correcting</source>
   <translation>接着改</translation>
  </message>
  <message>
   <source>Go on with {name}</source>
   <translation>接着问{name}</translation>
  </message>
  <message>
   <source>Leave as it was</source>
   <translation>不改了</translation>
  </message>
  <message>
   <source>Throw away</source>
   <translation>不要了</translation>
  </message>
  <message>
   <source>Without a name</source>
   <translation>不记名</translation>
  </message>
  <message numerus="yes">
   <source>about %n questions</source>
   <translation>
    <numerusform>约 %n 题</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>up to %n questions</source>
   <translation>
    <numerusform>最多 %n 题</numerusform>
   </translation>
  </message>
  <message>
   <source>{answered} of {asked} questions</source>
   <translation>答了 {answered} 题，共 {asked} 题</translation>
  </message>
  <message>
   <source>{answered} of {people} answered</source>
   <translation>答过 {answered} / {people} 人</translation>
  </message>
 </context>
 <context>
  <name>Surveys</name>
  <message numerus="yes">
   <source>%n people are here</source>
   <translation>
    <numerusform>到了 %n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Forms come with the pack of headquarters, on a stick. Install the pack and they are here.</source>
   <translation>问卷跟着总部的下发包来，在优盘里。装上包就有了。</translation>
  </message>
  <message>
   <source>Go to "Hand over"</source>
   <translation>去“上交”</translation>
  </message>
  <message>
   <source>No form is on this laptop yet</source>
   <translation>这台电脑上还没有问卷</translation>
  </message>
  <message>
   <source>Session</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>Surveys</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>The begun form was thrown away</source>
   <translation>没做完的问卷扔掉了</translation>
  </message>
  <message>
   <source>The correction was dropped; the answers are as they were</source>
   <translation>不改了，答案还是原来的</translation>
  </message>
  <message>
   <source>The form opens all the same.</source>
   <translation>问卷照样打开。</translation>
  </message>
  <message numerus="yes">
   <source>nobody checked in yet; %n are expected</source>
   <translation>
    <numerusform>还没有人签到，应到 %n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>{name} is not checked in at this session.</source>
   <translation>{name}没有签到这一场。</translation>
  </message>
 </context>
 <context>
  <name>Today</name>
  <message numerus="yes">
   <source>%n sessions on this day.</source>
   <translation>
    <numerusform>这天 %n 个场次。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sessions today.</source>
   <translation>
    <numerusform>今天 %n 个场次。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n who did not agree to be listed are not on it.</source>
   <translation>
    <numerusform>%n 人不同意上名单，没有印。</numerusform>
   </translation>
  </message>
  <message>
   <source>A badge was read; nothing was written.</source>
   <translation>读到一张胸牌，什么都没有记。</translation>
  </message>
  <message>
   <source>A pack brings the sessions and the people of your counties, on a stick. No stick yet? Give headquarters this laptop's card and ask for one.</source>
   <translation>包里有你们县的场次和名单，用优盘带来。还没拿到优盘，就把本机的卡片给总部，请他们做一个。</translation>
  </message>
  <message>
   <source>Back to today</source>
   <translation>回到今天</translation>
  </message>
  <message>
   <source>Check-in has ended: {title}.</source>
   <translation>签到已经结束：{title}。</translation>
  </message>
  <message>
   <source>Check-in has not begun: {title}.</source>
   <translation>还没开始签到：{title}。</translation>
  </message>
  <message>
   <source>Check-in is open: {title}.</source>
   <translation>正在签到：{title}。</translation>
  </message>
  <message>
   <source>Earlier day with sessions</source>
   <translation>前一个有场次的日子</translation>
  </message>
  <message>
   <source>Go to {day}</source>
   <translation>看{day}</translation>
  </message>
  <message>
   <source>Install a new pack</source>
   <translation>去装新的包</translation>
  </message>
  <message>
   <source>Install a pack</source>
   <translation>装包</translation>
  </message>
  <message>
   <source>Later day with sessions</source>
   <translation>后一个有场次的日子</translation>
  </message>
  <message>
   <source>Next: {day}, {title}</source>
   <translation>下一场：{day}，{title}</translation>
  </message>
  <message>
   <source>No pack from headquarters yet</source>
   <translation>还没有装总部的包</translation>
  </message>
  <message>
   <source>No session on this day</source>
   <translation>这天没有场次</translation>
  </message>
  <message>
   <source>Nothing more is planned.</source>
   <translation>后面没有安排了。</translation>
  </message>
  <message>
   <source>On this day there is no session to check in to.</source>
   <translation>这一天没有可以签到的场次。</translation>
  </message>
  <message>
   <source>Other days</source>
   <translation>查看别的日子</translation>
  </message>
  <message>
   <source>Print it from the window that opens; delete the file when it is printed.</source>
   <translation>在打开的窗口里打印；印完把文件删掉。</translation>
  </message>
  <message>
   <source>The day is being read…</source>
   <translation>正在读这一天…</translation>
  </message>
  <message>
   <source>The next day with sessions was {day}, {title}</source>
   <translation>后一个有场次的日子：{day}，{title}</translation>
  </message>
  <message numerus="yes">
   <source>The sign-in sheet is written, with %n names.</source>
   <translation>
    <numerusform>签到表写好了，上面有 %n 人。</numerusform>
   </translation>
  </message>
  <message>
   <source>This laptop's card</source>
   <translation>本机的卡片</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>Today is {day}.</source>
   <translation>今天是{day}。</translation>
  </message>
  <message>
   <source>Where to save the sign-in sheet</source>
   <translation>签到表存在哪里</translation>
  </message>
  <message>
   <source>{first} {second}</source>
   <translation>{first}{second}</translation>
  </message>
 </context>
 <context>
  <name>WalkIn</name>
  <message>
   <source>Ask: one of these people? Press that row to check in, unless it says here. If not, register her.</source>
   <translation>问问本人。是其中一位，点那一行签到，写着“已到”的不用再签；都不是，按“登记并签到”。</translation>
  </message>
  <message>
   <source>Ask: the same person? Press the row here to check in. If not, register her.</source>
   <translation>问问本人。是这个人，点下面那一行，直接签到；不是，按“登记并签到”。</translation>
  </message>
  <message>
   <source>Ask: the same person? Then "Back to the search": she is checked in. If not, register her.</source>
   <translation>问问本人。是这个人，已经签到了，按“回到找人”；不是，按“登记并签到”。</translation>
  </message>
  <message>
   <source>Back to the search</source>
   <translation>回到找人</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+回车</translation>
  </message>
  <message>
   <source>People who are in the register already appear here while you type the name.</source>
   <translation>打姓名的时候，台账里很像的人会列在这里。</translation>
  </message>
  <message>
   <source>Press: check in</source>
   <translation>点这里签到</translation>
  </message>
  <message>
   <source>Register and check in</source>
   <translation>登记并签到</translation>
  </message>
  <message>
   <source>Somebody else: start empty</source>
   <translation>换一个人，从空的开始</translation>
  </message>
  <message>
   <source>Someone new</source>
   <translation>登记新来的人</translation>
  </message>
  <message>
   <source>The register has someone alike</source>
   <translation>台账里有一位很像</translation>
  </message>
  <message>
   <source>This was typed before and is not saved yet.</source>
   <translation>这些是上次打的，还没有存。</translation>
  </message>
  <message>
   <source>Tick only what was said. Who agrees to nothing takes part like everybody else.</source>
   <translation>说了同意才打勾。一样都不同意，也照样参加。</translation>
  </message>
  <message>
   <source>Undo this check-in</source>
   <translation>撤销这次签到</translation>
  </message>
  <message>
   <source>What was agreed to</source>
   <translation>同意的事</translation>
  </message>
  <message>
   <source>other sex</source>
   <translation>性别不同</translation>
  </message>
 </context>
 <context>
  <name>WithoutName</name>
  <message>
   <source>Back to the search</source>
   <translation>回到找人</translation>
  </message>
  <message>
   <source>Count one more</source>
   <translation>记上一人</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+回车</translation>
  </message>
  <message>
   <source>First choose: woman or man</source>
   <translation>先选女还是男</translation>
  </message>
  <message>
   <source>How old, about?</source>
   <translation>大概多大年纪？</translation>
  </message>
  <message>
   <source>Only these two answers are kept. There is no name, no phone, no signature.</source>
   <translation>只记这两样，不记姓名，不记电话，不用签字。</translation>
  </message>
  <message>
   <source>Still to choose: the age</source>
   <translation>还要选大概多大年纪</translation>
  </message>
  <message>
   <source>Take part without a name</source>
   <translation>不留姓名参加</translation>
  </message>
  <message>
   <source>Woman or man?</source>
   <translation>女还是男？</translation>
  </message>
  <message>
   <source>does not say</source>
   <translation>没说</translation>
  </message>
  <message>
   <source>man</source>
   <translation>男</translation>
  </message>
  <message>
   <source>under {age}</source>
   <translation>不满 {age} 岁</translation>
  </message>
  <message>
   <source>woman</source>
   <translation>女</translation>
  </message>
  <message>
   <source>{age} or older</source>
   <translation>{age} 岁及以上</translation>
  </message>
  <message>
   <source>{first} to {last}</source>
   <translation>{first} 到 {last} 岁</translation>
  </message>
 </context>
 <context>
  <name>checkin</name>
  <message>
   <source>Already checked in</source>
   <translation>早就签过了</translation>
  </message>
  <message>
   <source>Already checked in at {time}</source>
   <translation>早就签过了，{time}</translation>
  </message>
  <message>
   <source>Check-in is ended: {title}. Latecomers can still be checked in.</source>
   <translation>签到结束：{title}。晚来的人还可以补签。</translation>
  </message>
  <message>
   <source>Checked in at {time}</source>
   <translation>{time} 已签到</translation>
  </message>
  <message>
   <source>Counted without a name</source>
   <translation>记上了，不留姓名</translation>
  </message>
  <message>
   <source>First time at this training, and takes part like everybody else.</source>
   <translation>第一次来这个培训，照样参加。</translation>
  </message>
  <message>
   <source>Is still here.</source>
   <translation>人还在。</translation>
  </message>
  <message>
   <source>It is not a badge from headquarters. Nobody was checked in: type the name. Headquarters will be told.</source>
   <translation>不是总部发的胸牌，还没签。打姓名来签；这件事会告诉总部。</translation>
  </message>
  <message>
   <source>Left at {time}</source>
   <translation>{time} 离开</translation>
  </message>
  <message>
   <source>Nobody was checked in. Scan once more, or type the name.</source>
   <translation>还没有签。再扫一次，或打姓名。</translation>
  </message>
  <message>
   <source>Nobody was checked in. Type the name and choose from the list.</source>
   <translation>还没有签。打姓名，从名单里选。</translation>
  </message>
  <message>
   <source>Not checked in any more.</source>
   <translation>现在没有签到。</translation>
  </message>
  <message>
   <source>Not on the list</source>
   <translation>名单上没有找到</translation>
  </message>
  <message>
   <source>Not saved, so not checked in</source>
   <translation>没存上，所以没有签到</translation>
  </message>
  <message>
   <source>Nothing more to do.</source>
   <translation>不用再签。</translation>
  </message>
  <message>
   <source>One less without a name.</source>
   <translation>少记了一位不留姓名的人。</translation>
  </message>
  <message>
   <source>One more is here. Nothing but sex and age group is kept.</source>
   <translation>又到一人。只记性别和年龄段。</translation>
  </message>
  <message>
   <source>One person without a name, {time}</source>
   <translation>一位不留姓名的人，{time}</translation>
  </message>
  <message>
   <source>Several people can be meant</source>
   <translation>有好几位都可能是</translation>
  </message>
  <message>
   <source>Taken back</source>
   <translation>撤销了</translation>
  </message>
  <message>
   <source>They can still take part: register them at check-in.</source>
   <translation>照样可以参加：到签到页登记。</translation>
  </message>
  <message>
   <source>They can still take part: register with F2, or count without a name with F3.</source>
   <translation>没关系，照样可以参加：按 F2 登记，或按 F3 不留姓名。</translation>
  </message>
  <message>
   <source>This badge cannot be used</source>
   <translation>这张胸牌不能用</translation>
  </message>
  <message>
   <source>This code cannot be read</source>
   <translation>码看不清</translation>
  </message>
  <message>
   <source>What was saved before is there. Do what the notice says, then scan or choose again.</source>
   <translation>以前存下的都在。照提示做，再扫一次或选一次。</translation>
  </message>
  <message>
   <source>here</source>
   <translation>已到</translation>
  </message>
  <message>
   <source>here {time}</source>
   <translation>{time} 已到</translation>
  </message>
  <message>
   <source>left {time}</source>
   <translation>{time} 走了</translation>
  </message>
  <message>
   <source>not here</source>
   <translation>没到</translation>
  </message>
  <message>
   <source>{name} checked in at {time}</source>
   <translation>{name}，{time} 已签到</translation>
  </message>
  <message>
   <source>{name} left at {time}</source>
   <translation>{name}，{time} 离开</translation>
  </message>
  <message>
   <source>{name}: {word}</source>
   <translation>{name}：{word}</translation>
  </message>
 </context>
</TS>
