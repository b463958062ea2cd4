<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>CardPage</name>
  <message>
   <source>A pack carries it to each laptop, with people, trainings and forms.</source>
   <translation>下发包把它和人、培训、问卷一起带到每台电脑。</translation>
  </message>
  <message>
   <source>Code of the card</source>
   <translation>卡片的码</translation>
  </message>
  <message>
   <source>Copied. Paste it into a message to headquarters.</source>
   <translation>复制好了。粘贴到发给总部的消息里。</translation>
  </message>
  <message>
   <source>Copy the text</source>
   <translation>复制文字</translation>
  </message>
  <message>
   <source>Everything works. Handing over waits until headquarters has taken this card in.</source>
   <translation>什么都能用，只是总部收下这张卡片以后才能上交。</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>接着用</translation>
  </message>
  <message>
   <source>Go on without it: everything works, only handing over waits. It is found again under Hand over.</source>
   <translation>不带也能接着用：什么都能做，只是上交要等一等。以后在“上交”里能再看到它。</translation>
  </message>
  <message>
   <source>Headquarters makes a pack for this laptop and gives it back on a stick.</source>
   <translation>总部给这台电脑做一个下发包，用优盘带回来。</translation>
  </message>
  <message>
   <source>Headquarters reads them out on the telephone. They must be the same.</source>
   <translation>卡片到了，总部在电话里念六个词。要和这里一样。</translation>
  </message>
  <message>
   <source>Headquarters' card</source>
   <translation>总部的卡片</translation>
  </message>
  <message>
   <source>It comes to laptops inside each pack. As a file it is for your own papers.</source>
   <translation>每个下发包里都带着它。存成文件是给自己留底。</translation>
  </message>
  <message>
   <source>It stays the same until the next keys are put in use. Packs and laptops shows it at any time.</source>
   <translation>换用下一把钥匙以前，卡片一直不变。随时在“下发与电脑”里看。</translation>
  </message>
  <message>
   <source>Keep the card</source>
   <translation>留一份卡片</translation>
  </message>
  <message>
   <source>Laptops ask for them once: read them out on the telephone.</source>
   <translation>每台电脑装第一个下发包时问一次。在电话里念给对方。</translation>
  </message>
  <message>
   <source>Laptops know by it that a pack is really yours.</source>
   <translation>电脑靠它认出下发包真是总部做的。</translation>
  </message>
  <message>
   <source>Next keys</source>
   <translation>下一把钥匙</translation>
  </message>
  <message>
   <source>Photograph it with a telephone, or hold it before a scanner.</source>
   <translation>用手机拍下这个码，或者给总部的扫码枪扫。</translation>
  </message>
  <message>
   <source>Plug that stick in here: the pack is found by itself.</source>
   <translation>把优盘插在这里，会自己找到。</translation>
  </message>
  <message>
   <source>Save as a file</source>
   <translation>存成文件</translation>
  </message>
  <message>
   <source>Save it on a stick, or send the text in a message. It holds nothing secret.</source>
   <translation>存到优盘上，或者把文字发过去。里面没有秘密。</translation>
  </message>
  <message>
   <source>Save on {stick}</source>
   <translation>存到 {stick}</translation>
  </message>
  <message>
   <source>Saved as {name} in {place}.</source>
   <translation>存好了：{place} 里的 {name}。</translation>
  </message>
  <message>
   <source>Six words to compare</source>
   <translation>核对六个词</translation>
  </message>
  <message>
   <source>Take the card to headquarters</source>
   <translation>把卡片带给总部</translation>
  </message>
  <message>
   <source>This laptop was restored: its card is new</source>
   <translation>这台电脑是恢复的：卡片换新了</translation>
  </message>
  <message>
   <source>This laptop's card for headquarters</source>
   <translation>给总部的卡片</translation>
  </message>
  <message>
   <source>What laptops bring back is encrypted for it: only headquarters opens that.</source>
   <translation>电脑交来的都按这张卡片加了密：只有总部能打开。</translation>
  </message>
  <message>
   <source>Who works here</source>
   <translation>谁在用这台电脑</translation>
  </message>
  <message>
   <source>With it headquarters makes the first pack for this laptop: its people, trainings and forms.</source>
   <translation>总部有了它，才能给这台电脑做第一个下发包：人、培训和问卷。</translation>
  </message>
 </context>
 <context>
  <name>ConsentCard</name>
  <message>
   <source>Agrees</source>
   <translation>同意</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>回答</translation>
  </message>
  <message>
   <source>Choose a line to write down an answer. Who refuses takes part all the same.</source>
   <translation>选一行，记下回答。不同意也照样参加。</translation>
  </message>
  <message>
   <source>Consents</source>
   <translation>同意事项</translation>
  </message>
  <message>
   <source>Refuses</source>
   <translation>不同意</translation>
  </message>
  <message>
   <source>What was asked</source>
   <translation>问了什么</translation>
  </message>
  <message>
   <source>Withdraws consent</source>
   <translation>撤回同意</translation>
  </message>
 </context>
 <context>
  <name>CorrectPage</name>
  <message>
   <source>Correct: {name}</source>
   <translation>更正：{name}</translation>
  </message>
  <message>
   <source>ID number</source>
   <translation>身份证号</translation>
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation>还没有改动。</translation>
  </message>
  <message>
   <source>Save the correction</source>
   <translation>存下更正</translation>
  </message>
  <message>
   <source>To be corrected</source>
   <translation>要改的</translation>
  </message>
  <message>
   <source>What stood before stays in the history; a correction can be undone.</source>
   <translation>原来的留在来历里；更正可以撤销。</translation>
  </message>
  <message>
   <source>not shown</source>
   <translation>不显示</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>空着</translation>
  </message>
  <message>
   <source>{field}: {before} → {after}</source>
   <translation>{field}：{before} → {after}</translation>
  </message>
 </context>
 <context>
  <name>EditorPage</name>
  <message>
   <source>Back without saving</source>
   <translation>不存，返回</translation>
  </message>
  <message>
   <source>This was typed before and is not saved yet.</source>
   <translation>以前填的，还没有存。</translation>
  </message>
 </context>
 <context>
  <name>EraseOther</name>
  <message>
   <source>Answered</source>
   <translation>答卷</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>答卷</translation>
  </message>
  <message>
   <source>Answers of {name}</source>
   <translation>{name}的答卷</translation>
  </message>
  <message>
   <source>Answers without a name</source>
   <translation>不记名的答卷</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose one above first</source>
   <translation>先在上面选一条</translation>
  </message>
  <message>
   <source>Choose what is to go. Nothing is erased before you have said why.</source>
   <translation>先选要删的。说了为什么以后才会删。</translation>
  </message>
  <message>
   <source>Erase by itself</source>
   <translation>单独删除</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Go on with this one</source>
   <translation>就是这一条，继续</translation>
  </message>
  <message>
   <source>People without a name</source>
   <translation>不记名的人</translation>
  </message>
  <message>
   <source>Session</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>The latest first. What an answer says is not shown here.</source>
   <translation>最近的在前。答了什么，这里不显示。</translation>
  </message>
  <message>
   <source>The latest session first.</source>
   <translation>最近的场次在前。</translation>
  </message>
  <message>
   <source>There is nothing of this kind.</source>
   <translation>没有这样的。</translation>
  </message>
  <message>
   <source>What is to be erased</source>
   <translation>要删什么</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>谁</translation>
  </message>
  <message>
   <source>a form that is not here</source>
   <translation>一份不在本机的问卷</translation>
  </message>
  <message>
   <source>after the training</source>
   <translation>培训后</translation>
  </message>
  <message>
   <source>before the training</source>
   <translation>培训前</translation>
  </message>
  <message>
   <source>came at {time}</source>
   <translation>{time} 到</translation>
  </message>
  <message>
   <source>nothing was said</source>
   <translation>什么都没说</translation>
  </message>
  <message>
   <source>without a name</source>
   <translation>不记名</translation>
  </message>
 </context>
 <context>
  <name>ErasePage</name>
  <message numerus="yes">
   <source>%n answer(s)</source>
   <translation>
    <numerusform>答卷 %n 份</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n attendance(s) fewer in {training}</source>
   <translation>
    <numerusform>{training} 少算 %n 场到场</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n backup(s) here still hold erased data and go within half a year.</source>
   <translation>
    <numerusform>这里还有 %n 份备份留着删掉的资料，半年之内自动删。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n backup(s) made by hand stay until you delete them.</source>
   <translation>
    <numerusform>手动做的 %n 份备份一直留着，要自己去删。</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Confirmed</source>
   <translation>哪几台删了</translation>
  </message>
  <message>
   <source>Entered by mistake</source>
   <translation>录错了</translation>
  </message>
  <message>
   <source>Erase one answer</source>
   <translation>删一份答卷</translation>
  </message>
  <message>
   <source>Erase somebody without a name</source>
   <translation>删一个不记名的人</translation>
  </message>
  <message>
   <source>Erase {name}</source>
   <translation>删除{name}</translation>
  </message>
  <message>
   <source>Erasures</source>
   <translation>删除记录</translation>
  </message>
  <message>
   <source>It is carried out by itself: with the next pack you make, or after a day. Until then it can be taken back.</source>
   <translation>到时候自己删：做下一个下发包时删，最迟过一天。没删以前，可以收回。</translation>
  </message>
  <message>
   <source>Lists and figures that were already given out: delete those lists yourself. How many sessions and answers were counted, without her. Backups made before, until they go by themselves.</source>
   <translation>已经给出去的名单和数字：名单要自己去删。当时算进了几场、几份答卷，只留数，不留人。以前的备份，到期自己会删。</translation>
  </message>
  <message>
   <source>Name, phone and all facts, consents, attendance, answers, drafts: of every registration of hers.</source>
   <translation>姓名、电话和所有资料，同意记录、签到、答卷、没做完的问卷；她登记过几次，就删几份。</translation>
  </message>
  <message>
   <source>No longer needed</source>
   <translation>不再需要</translation>
  </message>
  <message>
   <source>Nothing was ordered to be erased yet.</source>
   <translation>还没有删过谁。</translation>
  </message>
  <message>
   <source>Only one answer</source>
   <translation>只删一份答卷</translation>
  </message>
  <message>
   <source>Order the erasure</source>
   <translation>删除这个人</translation>
  </message>
  <message>
   <source>Order this erasure</source>
   <translation>删除这一条</translation>
  </message>
  <message>
   <source>Ordered</source>
   <translation>哪天定的</translation>
  </message>
  <message>
   <source>Ordered. Nothing more is to be done here.</source>
   <translation>定了要删，这里不用再做什么。</translation>
  </message>
  <message>
   <source>She asked for it</source>
   <translation>本人要求</translation>
  </message>
  <message>
   <source>Take the order back</source>
   <translation>收回，不删了</translation>
  </message>
  <message>
   <source>That somebody came without a name: sex, age, when.</source>
   <translation>不记名到场的这一条：性别、年龄、几点到。</translation>
  </message>
  <message>
   <source>The erasure was ordered.</source>
   <translation>定了要删。</translation>
  </message>
  <message>
   <source>This answer: what was said, when and by whom, and what is attached to it.</source>
   <translation>这份答卷：答了什么、谁在什么时候答的，还有附件。</translation>
  </message>
  <message>
   <source>This goes, here and on every laptop</source>
   <translation>这些会删掉，总部和每台电脑上都删</translation>
  </message>
  <message>
   <source>This stays</source>
   <translation>这些还在</translation>
  </message>
  <message>
   <source>Why?</source>
   <translation>为什么删？</translation>
  </message>
  <message>
   <source>a person</source>
   <translation>一个人</translation>
  </message>
  <message>
   <source>an answer</source>
   <translation>一份答卷</translation>
  </message>
  <message>
   <source>carried out</source>
   <translation>已经删了</translation>
  </message>
  <message>
   <source>goes with the next pack, or after a day</source>
   <translation>做下发包时删，最迟过一天</translation>
  </message>
  <message>
   <source>somebody without a name</source>
   <translation>没留姓名的人</translation>
  </message>
  <message>
   <source>still to come: {names}</source>
   <translation>还没有：{names}</translation>
  </message>
  <message>
   <source>what this page is about</source>
   <translation>就是这一条</translation>
  </message>
  <message>
   <source>{here} of {all} laptops</source>
   <translation>{all} 台里有 {here} 台</translation>
  </message>
 </context>
 <context>
  <name>FormWords</name>
  <message>
   <source>a picture or file</source>
   <translation>一张照片或一个文件</translation>
  </message>
 </context>
 <context>
  <name>HintCard</name>
  <message numerus="yes">
   <source>%n record(s) came without contents, purged on laptops before. The newest backup has them: press "Restore from a backup" before you write a new one.</source>
   <translation>
    <numerusform>有 %n 条记录来时没有内容，那边的电脑上早已清除。最新的备份里有：先按“从备份恢复”，再做新备份。</numerusform>
   </translation>
  </message>
  <message>
   <source>A backup is overdue: press "Back up now".</source>
   <translation>该备份了：按“现在备份”。</translation>
  </message>
  <message>
   <source>A forgotten passphrase cannot be replaced yet: install the first pack from headquarters.</source>
   <translation>现在忘了口令没有办法：装上总部的第一个下发包就有了。</translation>
  </message>
  <message>
   <source>A forgotten passphrase cannot be replaced: press "Recovery sheet" and print it.</source>
   <translation>忘了口令没有办法：按“印恢复码”，印一张。</translation>
  </message>
  <message>
   <source>If an older copy of this folder took its place, nothing would tell: the user's own folder cannot be written to. Ask somebody who knows computers.</source>
   <translation>这里要是被换成一份旧的，会发现不了：电脑的用户文件夹写不进去。找懂电脑的人看看。</translation>
  </message>
  <message>
   <source>If an older copy of this folder took its place, nothing would tell: the user's own folder cannot be written to. Tell headquarters when you telephone.</source>
   <translation>这里要是被换成一份旧的，会发现不了：电脑的用户文件夹写不进去。给总部打电话时说一声。</translation>
  </message>
  <message>
   <source>New key now</source>
   <translation>现在换新钥匙</translation>
  </message>
  <message>
   <source>Recovery sheet</source>
   <translation>印恢复码</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Somebody was removed: press "New key now", so that what she may have kept opens nothing. It needs room on the disk.</source>
   <translation>有人被移除了：按“现在换新钥匙”，她手里留着的就打不开了。磁盘上要有足够的地方。</translation>
  </message>
  <message>
   <source>This waits for you</source>
   <translation>这些等着处理</translation>
  </message>
  <message>
   <source>This waits for you, in this order</source>
   <translation>这些等着处理，一件一件来</translation>
  </message>
 </context>
 <context>
  <name>HistoryCard</name>
  <message>
   <source> and </source>
   <translation>和</translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>; </source>
   <translation>；</translation>
  </message>
  <message>
   <source>Answered: {form}</source>
   <translation>填了问卷：{form}</translation>
  </message>
  <message>
   <source>Answers corrected: {form}</source>
   <translation>改了问卷：{form}</translation>
  </message>
  <message>
   <source>Answers opened: {form}</source>
   <translation>答卷打开：{form}</translation>
  </message>
  <message>
   <source>Answers taken back: {form}</source>
   <translation>撤销问卷：{form}</translation>
  </message>
  <message>
   <source>Check-in taken back: {session}</source>
   <translation>取消签到：{session}</translation>
  </message>
  <message>
   <source>Checked in: {session}</source>
   <translation>签到：{session}</translation>
  </message>
  <message>
   <source>Consent written down</source>
   <translation>记下同意事项</translation>
  </message>
  <message>
   <source>Corrected: {fields}</source>
   <translation>更正：{fields}</translation>
  </message>
  <message>
   <source>History</source>
   <translation>来历</translation>
  </message>
  <message>
   <source>Left: {session}</source>
   <translation>离开：{session}</translation>
  </message>
  <message>
   <source>Not the same person as {name}</source>
   <translation>和{name}不是同一个人</translation>
  </message>
  <message>
   <source>Registered</source>
   <translation>登记</translation>
  </message>
  <message>
   <source>Registration taken back</source>
   <translation>撤销登记</translation>
  </message>
  <message>
   <source>The newest first. Nothing is ever taken out: what was undone stays here.</source>
   <translation>新的在前。什么都不删，撤销了的也留在这里。</translation>
  </message>
  <message>
   <source>The same person as {name}</source>
   <translation>和{name}是同一个人</translation>
  </message>
  <message>
   <source>Undone?</source>
   <translation>撤销过吗</translation>
  </message>
  <message>
   <source>What</source>
   <translation>事情</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Who, on which laptop</source>
   <translation>谁，在哪台电脑</translation>
  </message>
  <message>
   <source>a form</source>
   <translation>一份问卷</translation>
  </message>
  <message>
   <source>an undo</source>
   <translation>这是撤销</translation>
  </message>
  <message>
   <source>because: {reason}</source>
   <translation>原因：{reason}</translation>
  </message>
  <message>
   <source>not known here</source>
   <translation>这里不知道</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>空着</translation>
  </message>
  <message>
   <source>somebody not known here</source>
   <translation>这里不认识的人</translation>
  </message>
  <message>
   <source>the answers are kept by headquarters</source>
   <translation>答卷内容由总部保存</translation>
  </message>
  <message>
   <source>the clock was not right</source>
   <translation>当时电脑时钟不准</translation>
  </message>
  <message>
   <source>undone</source>
   <translation>已撤销</translation>
  </message>
  <message>
   <source>{field}: {after}</source>
   <translation>{field}：{after}</translation>
  </message>
  <message>
   <source>{field}: {before} → {after}</source>
   <translation>{field}：{before} → {after}</translation>
  </message>
  <message>
   <source>{purpose}: {state}</source>
   <translation>{purpose}：{state}</translation>
  </message>
  <message>
   <source>{what}: {changes}</source>
   <translation>{what}：{changes}</translation>
  </message>
 </context>
 <context>
  <name>ImportPage</name>
  <message numerus="yes">
   <source>%n as they are</source>
   <translation>
    <numerusform>没变的 %n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changed</source>
   <translation>
    <numerusform>要改的 %n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new</source>
   <translation>
    <numerusform>新的 %n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n row(s) with mistakes</source>
   <translation>
    <numerusform>有错的 %n 行</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>Being written: {counts}.</source>
   <translation>正在收进台账：{counts}。</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>改动</translation>
  </message>
  <message numerus="yes">
   <source>Changes %n</source>
   <translation>
    <numerusform>改动 %n</numerusform>
   </translation>
  </message>
  <message>
   <source>In the list</source>
   <translation>名单里</translation>
  </message>
  <message>
   <source>In the order of the file</source>
   <translation>按文件里的先后</translation>
  </message>
  <message>
   <source>In the order of the file; what is not named here stays as it is</source>
   <translation>按文件里的先后；这里没列的不动</translation>
  </message>
  <message>
   <source>In the register</source>
   <translation>台账里</translation>
  </message>
  <message>
   <source>List: {file}</source>
   <translation>名单：{file}</translation>
  </message>
  <message>
   <source>Mend the file first</source>
   <translation>先去改文件</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>New people</source>
   <translation>新的人</translation>
  </message>
  <message numerus="yes">
   <source>New people %n</source>
   <translation>
    <numerusform>新的人 %n</numerusform>
   </translation>
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
   <source>Nothing of the list is in the register.</source>
   <translation>名单里的人一个也没进台账。</translation>
  </message>
  <message>
   <source>One undo reverses the whole list.</source>
   <translation>一次撤销，整份复原。</translation>
  </message>
  <message>
   <source>Remarks</source>
   <translation>要看的地方</translation>
  </message>
  <message numerus="yes">
   <source>Remarks %n</source>
   <translation>
    <numerusform>要看的 %n</numerusform>
   </translation>
  </message>
  <message>
   <source>Row</source>
   <translation>行</translation>
  </message>
  <message>
   <source>Rows with mistakes stay out. When the mended file comes again, whoever has the same name, phone and village does not come in twice.</source>
   <translation>有错的行不收。改好了再来时，姓名、电话和村都一样的人不会收两次。</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>停了。</translation>
  </message>
  <message>
   <source>Take all in</source>
   <translation>全部收下</translation>
  </message>
  <message numerus="yes">
   <source>Take the %n sound one(s)</source>
   <translation>
    <numerusform>先收没错的 %n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>Taking the list in</source>
   <translation>正在收进名单</translation>
  </message>
  <message>
   <source>What</source>
   <translation>哪一项</translation>
  </message>
  <message>
   <source>What is shown of the list</source>
   <translation>看名单的哪一部分</translation>
  </message>
  <message>
   <source>Whose</source>
   <translation>谁的</translation>
  </message>
  <message>
   <source>without a name</source>
   <translation>没有姓名</translation>
  </message>
 </context>
 <context>
  <name>InstallPack</name>
  <message numerus="yes">
   <source>%n file(s) there are damaged: copy them again from where they came, or ask headquarters.</source>
   <translation>
    <numerusform>那里有 %n 个文件坏了：从原来的地方再拷一次，或者问总部要。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n forms</source>
   <translation>
    <numerusform>%n 份问卷</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n other files of Tianye are there, none of them a pack for this laptop.</source>
   <translation>
    <numerusform>那里有 %n 个田野的文件，可是没有给这台电脑的下发包。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n 个人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n trainings</source>
   <translation>
    <numerusform>%n 次培训</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>A newer one is installed already, so this one is not needed.</source>
   <translation>已经装过更新的，这个不用装了。</translation>
  </message>
  <message>
   <source>A pack from headquarters brings this laptop its people, trainings and forms.</source>
   <translation>总部的下发包给这台电脑带来人、培训和问卷。</translation>
  </message>
  <message>
   <source>Another folder</source>
   <translation>换个文件夹</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>选文件夹</translation>
  </message>
  <message>
   <source>For {counties}.</source>
   <translation>管{counties}。</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>接着用</translation>
  </message>
  <message>
   <source>Headquarters' six words</source>
   <translation>总部的六个词</translation>
  </message>
  <message>
   <source>Install a pack</source>
   <translation>装下发包</translation>
  </message>
  <message>
   <source>Install the pack</source>
   <translation>装上</translation>
  </message>
  <message>
   <source>Installing…</source>
   <translation>正在装……</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>再找一遍</translation>
  </message>
  <message>
   <source>Made {moment}; {counties}. File {name}.</source>
   <translation>{moment} 做的，管{counties}。文件 {name}。</translation>
  </message>
  <message>
   <source>No pack for this laptop yet</source>
   <translation>还没有给这台电脑的下发包</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>先不装</translation>
  </message>
  <message>
   <source>Nothing new was in it, nothing was changed.</source>
   <translation>里面没有新的，什么都没有改动。</translation>
  </message>
  <message>
   <source>Nothing of Tianye is there. Telephone headquarters: was the pack for this laptop copied onto the stick? Once it is, press "Look again".</source>
   <translation>那里没有田野的文件。打电话问总部：这台电脑的下发包拷到优盘上了吗？拷好了，按“再找一遍”。</translation>
  </message>
  <message>
   <source>On this laptop now: {what}.</source>
   <translation>这台电脑上现在有：{what}。</translation>
  </message>
  <message>
   <source>Pack no. {number} for this laptop</source>
   <translation>给这台电脑的第 {number} 个下发包</translation>
  </message>
  <message>
   <source>Pack no. {number} is installed</source>
   <translation>第 {number} 个下发包装好了</translation>
  </message>
  <message>
   <source>Pack no. {number} was installed before</source>
   <translation>第 {number} 个下发包以前就装过</translation>
  </message>
  <message>
   <source>Plug in the stick from headquarters: it is found by itself. On this computer: press "Choose a folder".</source>
   <translation>插上总部的优盘，会自己找到。包已经在这台电脑里，就按“选文件夹”。</translation>
  </message>
  <message>
   <source>Six words are needed, of five letters each.</source>
   <translation>要六个词，每个五个字母。</translation>
  </message>
  <message>
   <source>Telephone headquarters and write down the six words it reads out. They prove that the pack is theirs.</source>
   <translation>给总部打电话，把对方念的六个词写下来。对上了，才是总部做的包。</translation>
  </message>
  <message>
   <source>The first pack for this laptop</source>
   <translation>给这台电脑的第一个下发包</translation>
  </message>
  <message>
   <source>The first pack is installed</source>
   <translation>第一个下发包装好了</translation>
  </message>
  <message>
   <source>These are not the words of this pack. Nothing was installed: have them read out once more.</source>
   <translation>和这个包的词对不上。什么都没有装。请总部再念一遍。</translation>
  </message>
  <message>
   <source>This laptop's card for headquarters</source>
   <translation>给总部的卡片</translation>
  </message>
  <message>
   <source>This one is installed already. Doing it again changes nothing.</source>
   <translation>这个已经装过了。再装一遍不会改动什么。</translation>
  </message>
  <message>
   <source>Word {number} has not five letters: each of the six has five.</source>
   <translation>第 {number} 个词不是五个字母：六个词，个个都是五个字母</translation>
  </message>
  <message>
   <source>{count} new records.</source>
   <translation>新收下 {count} 条记录。</translation>
  </message>
  <message>
   <source>{count} of 6 words</source>
   <translation>写了 {count} 个词，共 6 个</translation>
  </message>
 </context>
 <context>
  <name>Interviewing</name>
  <message>
   <source>A file was not taken.</source>
   <translation>有一个文件没有收下。</translation>
  </message>
  <message>
   <source>After handing in you can still undo it and change answers.</source>
   <translation>交卷以后还可以撤销，回来改。</translation>
  </message>
  <message>
   <source>All its answers are there, under "Begun".</source>
   <translation>答案都在，在“没做完的”里。</translation>
  </message>
  <message>
   <source>Answers without a name cannot be taken back or changed once they are handed in. They wait on this laptop until the session is closed and then go in mixed order, so that nobody can tell whose they are.</source>
   <translation>不记名的答卷交了就拿不回来，也不能再改。它们先留在本机，等这一场结束再打乱次序存进去，谁答的没人看得出来。</translation>
  </message>
  <message>
   <source>Correcting: {form}</source>
   <translation>改答案：{form}</translation>
  </message>
  <message>
   <source>F9</source>
   <translation>F9</translation>
  </message>
  <message>
   <source>Go on at any time: the form is under "Begun".</source>
   <translation>随时可以接着问，在“没做完的”里。</translation>
  </message>
  <message>
   <source>Handed in and sealed for headquarters.</source>
   <translation>已交，封给总部了。</translation>
  </message>
  <message>
   <source>Nothing is corrected yet. On her page choose the form and press "Correct the answers".</source>
   <translation>现在还没有改。要接着改：在她的页面上选这份问卷，按「改答案」。</translation>
  </message>
  <message>
   <source>One sentence; headquarters reads it too.</source>
   <translation>写一句就行，总部也会看到。</translation>
  </message>
  <message>
   <source>Taken out, with the answers in it.</source>
   <translation>去掉了，里面的答案也去掉了。</translation>
  </message>
  <message>
   <source>The answer was taken out.</source>
   <translation>这一题的答案拿掉了。</translation>
  </message>
  <message>
   <source>The answers are as they were before.</source>
   <translation>答案恢复成原来的了。</translation>
  </message>
  <message>
   <source>The answers so far are kept.</source>
   <translation>已经答的都存着。</translation>
  </message>
  <message>
   <source>The correction is kept as far as it went.</source>
   <translation>改到一半，先留着。</translation>
  </message>
  <message>
   <source>The form is open again.</source>
   <translation>问卷又打开了。</translation>
  </message>
  <message>
   <source>These answers are sealed for headquarters when they are handed in. From then on this laptop can neither show nor change them, and cannot tell whose they are.</source>
   <translation>一交上去，答案就封给总部。之后这台电脑看不到、改不了，也不知道是谁答的。</translation>
  </message>
  <message>
   <source>This answer cannot be taken. What stood here before still stands.</source>
   <translation>这个答案收不了，原来的答案没有动。</translation>
  </message>
  <message>
   <source>This answer could not be kept. Give it once more.</source>
   <translation>这个答案没存上，请再答一次。</translation>
  </message>
  <message>
   <source>This laptop can neither show nor change these answers any more.</source>
   <translation>这台电脑再也看不到、改不了这份答案。</translation>
  </message>
  <message>
   <source>This was a trial. Finishing only closes it.</source>
   <translation>这是试填，交卷只是关掉。</translation>
  </message>
  <message>
   <source>To go on with it: on her page choose the form and press "Correct the answers".</source>
   <translation>要接着改：在她的页面上选这份问卷，按「改答案」。</translation>
  </message>
  <message>
   <source>Trying out: {form}</source>
   <translation>试填：{form}</translation>
  </message>
  <message>
   <source>What was answered before is kept beside it, with your name, the day and the reason.</source>
   <translation>原来的答案照旧留着，旁边记着是谁、哪天、为什么改的。</translation>
  </message>
  <message>
   <source>Why is it corrected?</source>
   <translation>为什么改？</translation>
  </message>
  <message>
   <source>Without a name</source>
   <translation>不记名</translation>
  </message>
  <message>
   <source>Write in a sentence why.</source>
   <translation>写一句，为什么要改。</translation>
  </message>
  <message>
   <source>{name}: answers corrected</source>
   <translation>{name}：答案改好了</translation>
  </message>
  <message>
   <source>{name}: handed in</source>
   <translation>{name}的问卷交了</translation>
  </message>
 </context>
 <context>
  <name>NewPersonPage</name>
  <message numerus="yes">
   <source>%n person/people alike in the register</source>
   <translation>
    <numerusform>台账里有 %n 位很像</numerusform>
   </translation>
  </message>
  <message>
   <source>Ask: is it her? A click opens her page. If it is somebody else, register her.</source>
   <translation>问问本人是不是：点一下看详情；不是，就登记。</translation>
  </message>
  <message>
   <source>Consents</source>
   <translation>同意事项</translation>
  </message>
  <message>
   <source>Looked for by name, how it sounds, and phone.</source>
   <translation>按姓名、读音和电话找的。</translation>
  </message>
  <message>
   <source>New person</source>
   <translation>登记新人</translation>
  </message>
  <message>
   <source>Nobody alike in the register</source>
   <translation>台账里没有很像的人</translation>
  </message>
  <message>
   <source>Read these aloud. Nothing is ticked in advance; one may take part without.</source>
   <translation>念给本人听。都没有预先打勾，不同意也能参加。</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>登记</translation>
  </message>
  <message>
   <source>The name is enough. Everything else can be added later.</source>
   <translation>有姓名就够，别的以后再补。</translation>
  </message>
  <message>
   <source>Who may be meant</source>
   <translation>可能是谁</translation>
  </message>
 </context>
 <context>
  <name>NextKeysPage</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>还差 %n 个字。</numerusform>
   </translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose another file</source>
   <translation>换一个文件</translation>
  </message>
  <message>
   <source>Choose the file and do it</source>
   <translation>选那个文件，换</translation>
  </message>
  <message>
   <source>Do it now</source>
   <translation>现在就换</translation>
  </message>
  <message>
   <source>Files of Tianye (*.tianye)</source>
   <translation>田野的文件 (*.tianye)</translation>
  </message>
  <message>
   <source>Headquarters' next keys</source>
   <translation>总部的下一把钥匙</translation>
  </message>
  <message>
   <source>Laptops know them beforehand, so that a lost or copied computer is not the end.</source>
   <translation>各台电脑早就认得它：这台电脑丢了、被人抄走了，也有路走。</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>先不换</translation>
  </message>
  <message>
   <source>Lock them away</source>
   <translation>锁起来</translation>
  </message>
  <message>
   <source>Passphrase of the file</source>
   <translation>文件的口令</translation>
  </message>
  <message>
   <source>Passphrase of the locked-away file</source>
   <translation>锁起来的文件的口令</translation>
  </message>
  <message>
   <source>Put the next keys in use</source>
   <translation>换用下一把钥匙</translation>
  </message>
  <message>
   <source>Put them in use</source>
   <translation>换用</translation>
  </message>
  <message>
   <source>Save the file</source>
   <translation>存成文件</translation>
  </message>
  <message>
   <source>Saved as {name}, and no longer on this computer.</source>
   <translation>已存成 {name}，这台电脑上没有了。</translation>
  </message>
  <message>
   <source>Ten characters or more; another than yours.</source>
   <translation>十个字以上，别用你自己的口令。</translation>
  </message>
  <message>
   <source>The file lets headquarters go on where this computer is lost. It has a passphrase of its own: keep the two in different places, away from here.</source>
   <translation>这台电脑要是没了，总部靠这个文件接着做。文件有自己的口令：文件和口令分开放，都别放在这里。</translation>
  </message>
  <message>
   <source>The locked-away file</source>
   <translation>锁起来的文件</translation>
  </message>
  <message>
   <source>The next keys are in use. Make packs for all laptops now.</source>
   <translation>已换用下一把钥匙。现在给每台电脑做下发包。</translation>
  </message>
  <message>
   <source>The same again</source>
   <translation>再打一遍</translation>
  </message>
  <message>
   <source>The two are not the same.</source>
   <translation>两遍不一样。</translation>
  </message>
  <message>
   <source>They are locked away: their secret is only in the file that was saved.</source>
   <translation>已经锁起来了：秘密只在存出去的那个文件里。</translation>
  </message>
  <message>
   <source>They are on this computer now. Saving the file takes them off it.</source>
   <translation>下一把钥匙现在在这台电脑里；存成文件，就从这台电脑拿走。</translation>
  </message>
  <message>
   <source>Was it really copied? This cannot be undone. Make packs for all laptops then, and lock the next ones away. If not: "Leave it as it is".</source>
   <translation>真有人可能抄走了才换：换了就换不回来。换完要给每台电脑做下发包，再把新的下一把锁起来。没有的话，按“先不换”。</translation>
  </message>
  <message>
   <source>When somebody may have copied this computer, or one of your backups with its passphrase. The next packs tell the laptops; badges and bundles of before stay good.</source>
   <translation>有人可能抄走了这台电脑，或者拿到了备份和口令，就换。各台电脑装下一个下发包时自己跟上，不用再对词；以前的胸牌和上报包照样有用。</translation>
  </message>
  <message>
   <source>headquarters-next-keys.tianye</source>
   <translation>总部的下一把钥匙.tianye</translation>
  </message>
 </context>
 <context>
  <name>OperatorsPage</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>还差 %n 个字。</numerusform>
   </translation>
  </message>
  <message>
   <source>A barrier of the screen only: give it to people you would trust with the register.</source>
   <translation>只是屏幕上拦一道：给台账也能放心交给她的人。</translation>
  </message>
  <message>
   <source>A new passphrase for {name}</source>
   <translation>给{name}一个新口令</translation>
  </message>
  <message>
   <source>Another name</source>
   <translation>改名字</translation>
  </message>
  <message>
   <source>Another name for you</source>
   <translation>给自己改个名字</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Change it</source>
   <translation>换成新的</translation>
  </message>
  <message>
   <source>Each person opens this computer with a passphrase of her own; her name stands on what she writes.</source>
   <translation>每个人用自己的口令打开；谁记的，就写谁的名字。</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Everything is encrypted anew; the others keep their passphrases. Backups made before still open with hers: make a new one, and put the old ones out of her reach.</source>
   <translation>全部数据会重新加密，别人的口令不变。以前的备份，她的口令还能打开：做一份新的，旧的收好。</translation>
  </message>
  <message>
   <source>From now on the new passphrase opens this computer.</source>
   <translation>从现在起用新口令打开。</translation>
  </message>
  <message>
   <source>Give it to her</source>
   <translation>给她</translation>
  </message>
  <message>
   <source>Her name</source>
   <translation>名字</translation>
  </message>
  <message>
   <source>Her passphrase</source>
   <translation>她的口令</translation>
  </message>
  <message>
   <source>Keep this name</source>
   <translation>就用这个名字</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>先不动</translation>
  </message>
  <message>
   <source>Let her in</source>
   <translation>让她用</translation>
  </message>
  <message>
   <source>May open this computer</source>
   <translation>能打开这台电脑的人</translation>
  </message>
  <message>
   <source>My passphrase</source>
   <translation>我的口令</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>新口令</translation>
  </message>
  <message>
   <source>Only the door</source>
   <translation>只在门口签到</translation>
  </message>
  <message>
   <source>Passphrase until now</source>
   <translation>现在的口令</translation>
  </message>
  <message>
   <source>Print it, delete the file, lock the paper away. Older sheets no longer work.</source>
   <translation>印出来，删掉文件，把纸锁好。以前印的作废了。</translation>
  </message>
  <message>
   <source>Recovery sheet</source>
   <translation>印恢复码</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Shut her out</source>
   <translation>不让她再用</translation>
  </message>
  <message>
   <source>Shut {name} out?</source>
   <translation>不让{name}再用这台电脑？</translation>
  </message>
  <message>
   <source>Somebody new</source>
   <translation>加一个人</translation>
  </message>
  <message>
   <source>Ten characters or more.</source>
   <translation>至少十个字。</translation>
  </message>
  <message>
   <source>The same again</source>
   <translation>再打一遍</translation>
  </message>
  <message>
   <source>The two are not the same.</source>
   <translation>两遍不一样。</translation>
  </message>
  <message>
   <source>Web pages (*.html)</source>
   <translation>网页 (*.html)</translation>
  </message>
  <message>
   <source>What she may do</source>
   <translation>能做什么</translation>
  </message>
  <message>
   <source>What you wrote before is shown under it too.</source>
   <translation>以前写下的也会显示这个名字。</translation>
  </message>
  <message>
   <source>Who works here</source>
   <translation>谁在用这台电脑</translation>
  </message>
  <message>
   <source>You are called {name} here now.</source>
   <translation>改好了，以后叫{name}。</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>我的名字</translation>
  </message>
  <message>
   <source>recovery-sheet.html</source>
   <translation>恢复码.html</translation>
  </message>
  <message>
   <source>{name} (has no passphrase yet)</source>
   <translation>{name}（还没有口令）</translation>
  </message>
  <message>
   <source>{name} (only the door)</source>
   <translation>{name}（只在门口签到）</translation>
  </message>
  <message>
   <source>{name} (you)</source>
   <translation>{name}（你）</translation>
  </message>
  <message>
   <source>{name} can no longer open this computer.</source>
   <translation>{name}打不开这台电脑了。</translation>
  </message>
  <message>
   <source>{name} can open this computer now.</source>
   <translation>{name}现在能打开这台电脑了。</translation>
  </message>
  <message>
   <source>{name} opens this computer with the new passphrase now.</source>
   <translation>{name}现在用新口令打开。</translation>
  </message>
 </context>
 <context>
  <name>PersonFields</name>
  <message>
   <source>1988, 1988-3-5, or lunar: 农历1988年二月初三</source>
   <translation>1988、1988-3-5、农历1988年二月初三</translation>
  </message>
  <message>
   <source>Also called</source>
   <translation>别名</translation>
  </message>
  <message>
   <source>Birthday or year of birth</source>
   <translation>生日或出生年份</translation>
  </message>
  <message>
   <source>Choose the place from the list that opens while you type.</source>
   <translation>打字时下面会列出地名，从里面选一个。</translation>
  </message>
  <message>
   <source>Ethnic group</source>
   <translation>民族</translation>
  </message>
  <message>
   <source>ID number</source>
   <translation>身份证号</translation>
  </message>
  <message>
   <source>Less</source>
   <translation>收起</translation>
  </message>
  <message>
   <source>Lives in</source>
   <translation>住在</translation>
  </message>
  <message>
   <source>More: ethnic group, schooling, ID number</source>
   <translation>更多：民族、文化程度、身份证号</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>No ID number and nothing about health here.</source>
   <translation>不写身份证号，也不写身体情况。</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>Only the last four are kept to be read; the rest serves to find doubles.</source>
   <translation>只留后四位给人看，其余只用来查重复。</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>Post</source>
   <translation>职务</translation>
  </message>
  <message>
   <source>Press once more to leave it open.</source>
   <translation>再按一次，就不选。</translation>
  </message>
  <message>
   <source>Schooling</source>
   <translation>文化程度</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>性别</translation>
  </message>
  <message>
   <source>Tibetan name</source>
   <translation>藏文姓名</translation>
  </message>
  <message>
   <source>Type the village: name, pinyin or initials</source>
   <translation>打村名，拼音或首字母也行</translation>
  </message>
  <message>
   <source>man</source>
   <translation>男</translation>
  </message>
  <message>
   <source>not said</source>
   <translation>没说</translation>
  </message>
  <message>
   <source>other</source>
   <translation>其他</translation>
  </message>
  <message>
   <source>woman</source>
   <translation>女</translation>
  </message>
  <message>
   <source>{field} (optional)</source>
   <translation>{field}（可不填）</translation>
  </message>
 </context>
 <context>
  <name>PersonPage</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Badge</source>
   <translation>胸牌</translation>
  </message>
  <message>
   <source>Correct</source>
   <translation>更正</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>删除</translation>
  </message>
  <message>
   <source>Facts and consents</source>
   <translation>基本情况</translation>
  </message>
  <message numerus="yes">
   <source>History, %n entries</source>
   <translation>
    <numerusform>来历 %n 条</numerusform>
   </translation>
  </message>
  <message>
   <source>Page (*.html)</source>
   <translation>网页 (*.html)</translation>
  </message>
  <message>
   <source>This registration was taken back.</source>
   <translation>这份登记已经撤销。</translation>
  </message>
  <message numerus="yes">
   <source>Took part %n time(s)</source>
   <translation>
    <numerusform>参加过 %n 次</numerusform>
   </translation>
  </message>
  <message>
   <source>What is shown</source>
   <translation>看哪一部分</translation>
  </message>
  <message>
   <source>badge.html</source>
   <translation>胸牌.html</translation>
  </message>
  <message>
   <source>without a name</source>
   <translation>没有姓名</translation>
  </message>
 </context>
 <context>
  <name>PlacePicker</name>
  <message>
   <source>No place is called that. Try fewer letters, or the county first.</source>
   <translation>没有叫这个的地方。少写几个字，或先写县名。</translation>
  </message>
 </context>
 <context>
  <name>PresenceView</name>
  <message>
   <source>Correct the answers</source>
   <translation>改答案</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>问卷</translation>
  </message>
  <message>
   <source>Forms answered</source>
   <translation>填过的问卷</translation>
  </message>
  <message>
   <source>Go on correcting</source>
   <translation>接着改</translation>
  </message>
  <message>
   <source>How</source>
   <translation>怎么签的</translation>
  </message>
  <message>
   <source>No form was filled in by name.</source>
   <translation>没有记名填过问卷。</translation>
  </message>
  <message>
   <source>No session known here.</source>
   <translation>这里没有参加过的场次。</translation>
  </message>
  <message>
   <source>Session</source>
   <translation>场次</translation>
  </message>
  <message>
   <source>The latest first. Answers are not shown here. To correct some, choose the form.</source>
   <translation>最近的在前。这里不显示答案；要改，先选那份问卷。</translation>
  </message>
  <message>
   <source>The latest first. Headquarters keeps the answers; by its rule they were purged from this computer. Nothing is to be done.</source>
   <translation>最近的在前。答卷总部存着，按总部的规定从本机清掉了，不用做什么。</translation>
  </message>
  <message>
   <source>The latest session first</source>
   <translation>最近的场次在前</translation>
  </message>
  <message>
   <source>There</source>
   <translation>到场</translation>
  </message>
  <message>
   <source>Where this person took part</source>
   <translation>参加过的场次</translation>
  </message>
  <message>
   <source>a correction is begun</source>
   <translation>改到一半</translation>
  </message>
  <message>
   <source>a form that is not here</source>
   <translation>这里没有的问卷</translation>
  </message>
  <message>
   <source>after the training</source>
   <translation>培训后</translation>
  </message>
  <message>
   <source>before the training</source>
   <translation>培训前</translation>
  </message>
  <message>
   <source>kept by headquarters</source>
   <translation>由总部保存</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>签到已取消</translation>
  </message>
 </context>
 <context>
  <name>RegisterPage</name>
  <message numerus="yes">
   <source>%n counties</source>
   <translation>
    <numerusform>%n 个县</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n found</source>
   <translation>
    <numerusform>找到 %n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n 人</numerusform>
   </translation>
  </message>
  <message>
   <source>All counties</source>
   <translation>所有县</translation>
  </message>
  <message>
   <source>At headquarters</source>
   <translation>在总部</translation>
  </message>
  <message>
   <source>By name</source>
   <translation>按姓名</translation>
  </message>
  <message>
   <source>By place</source>
   <translation>按住处</translation>
  </message>
  <message>
   <source>Co-operative</source>
   <translation>合作社</translation>
  </message>
  <message>
   <source>County</source>
   <translation>县</translation>
  </message>
  <message>
   <source>Export the register</source>
   <translation>导出台账</translation>
  </message>
  <message>
   <source>Export what may leave…</source>
   <translation>导出可以带走的…</translation>
  </message>
  <message>
   <source>Find a person</source>
   <translation>找人</translation>
  </message>
  <message>
   <source>From headquarters</source>
   <translation>总部发来</translation>
  </message>
  <message>
   <source>Handed over</source>
   <translation>已交出</translation>
  </message>
  <message>
   <source>Import a list</source>
   <translation>导入名单</translation>
  </message>
  <message>
   <source>Import a list of people</source>
   <translation>导入名单</translation>
  </message>
  <message>
   <source>Import a list…</source>
   <translation>导入名单…</translation>
  </message>
  <message>
   <source>Lists</source>
   <translation>名单进出</translation>
  </message>
  <message>
   <source>Lists (*.xlsx *.csv)</source>
   <translation>名单 (*.xlsx *.csv)</translation>
  </message>
  <message>
   <source>Lives in</source>
   <translation>住在</translation>
  </message>
  <message>
   <source>Men</source>
   <translation>男</translation>
  </message>
  <message>
   <source>Name, pinyin, initials, last 4 digits of the phone</source>
   <translation>姓名、拼音、首字母、电话后四位</translation>
  </message>
  <message>
   <source>New person</source>
   <translation>登记新人</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>新来的在前</translation>
  </message>
  <message>
   <source>Nobody found</source>
   <translation>没有找到</translation>
  </message>
  <message>
   <source>Nobody found for "{text}"</source>
   <translation>没有找到“{text}”</translation>
  </message>
  <message>
   <source>Nobody is in the register yet</source>
   <translation>台账里还没有人</translation>
  </message>
  <message>
   <source>On this laptop</source>
   <translation>只在本机</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>先后</translation>
  </message>
  <message>
   <source>People come with the pack from headquarters, with a list, or one by one.</source>
   <translation>人从总部的下发包来，从名单来，也可以一个一个登记。</translation>
  </message>
  <message>
   <source>Reading the list</source>
   <translation>正在读名单</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>总部已收</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>记录</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>台账</translation>
  </message>
  <message>
   <source>Register this person</source>
   <translation>登记这个人</translation>
  </message>
  <message>
   <source>Searched: names in Chinese and Tibetan, pinyin, initials, ends of phone numbers.</source>
   <translation>找过：汉文和藏文姓名、拼音、首字母、电话后几位。</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>性别</translation>
  </message>
  <message>
   <source>Sex, born</source>
   <translation>性别、出生</translation>
  </message>
  <message>
   <source>Show everybody</source>
   <translation>看所有人</translation>
  </message>
  <message>
   <source>Women</source>
   <translation>女</translation>
  </message>
  <message>
   <source>Women and men</source>
   <translation>男女都看</translation>
  </message>
  <message>
   <source>Workbook (*.xlsx)</source>
   <translation>工作簿 (*.xlsx)</translation>
  </message>
  <message>
   <source>Write an empty list</source>
   <translation>写一份空名单</translation>
  </message>
  <message>
   <source>Write an empty list…</source>
   <translation>写一份空名单…</translation>
  </message>
  <message>
   <source>in the order of the places, then of the names</source>
   <translation>按住处排列，同一处按姓名</translation>
  </message>
  <message>
   <source>in the order they came to this computer, newest first</source>
   <translation>按来到这台电脑的先后，新的在前</translation>
  </message>
  <message>
   <source>people.xlsx</source>
   <translation>空名单.xlsx</translation>
  </message>
  <message>
   <source>register.xlsx</source>
   <translation>台账.xlsx</translation>
  </message>
  <message>
   <source>sorted by the pinyin of the names</source>
   <translation>按姓名拼音排列</translation>
  </message>
  <message>
   <source>{people}, {counties}</source>
   <translation>{people}，{counties}</translation>
  </message>
  <message>
   <source>{people}, {order}</source>
   <translation>{people}，{order}</translation>
  </message>
  <message>
   <source>↑ ↓ choose, Enter opens</source>
   <translation>↑ ↓ 选人，回车打开</translation>
  </message>
 </context>
 <context>
  <name>RemarkTable</name>
  <message>
   <source>Column</source>
   <translation>哪一列</translation>
  </message>
  <message>
   <source>Column {letter}</source>
   <translation>{letter} 列</translation>
  </message>
  <message>
   <source>Row {number}</source>
   <translation>第 {number} 行</translation>
  </message>
  <message>
   <source>Taken in?</source>
   <translation>收不收</translation>
  </message>
  <message>
   <source>What</source>
   <translation>怎么了</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>在哪儿</translation>
  </message>
  <message>
   <source>Whole row</source>
   <translation>整行</translation>
  </message>
  <message>
   <source>Whole sheet</source>
   <translation>整张表</translation>
  </message>
  <message>
   <source>only to know</source>
   <translation>知道就行</translation>
  </message>
  <message>
   <source>row stays out</source>
   <translation>这行不收</translation>
  </message>
  <message>
   <source>stays out</source>
   <translation>不收</translation>
  </message>
 </context>
 <context>
  <name>RetentionCard</name>
  <message>
   <source>Answers on laptops</source>
   <translation>各台电脑上的答卷</translation>
  </message>
  <message>
   <source>Answers on this computer</source>
   <translation>本机上的答卷</translation>
  </message>
  <message>
   <source>Headquarters has them safe; they are purged while nobody works.</source>
   <translation>总部已经存好，没人用的时候自己清除。</translation>
  </message>
  <message>
   <source>Headquarters has them. The next are purged from {day} on.</source>
   <translation>总部已经存好。下一批从{day}起清除。</translation>
  </message>
  <message>
   <source>Leave answers on laptops</source>
   <translation>一直留在电脑上</translation>
  </message>
  <message>
   <source>None are left here.</source>
   <translation>本机上没有了。</translation>
  </message>
  <message numerus="yes">
   <source>Purge them after %n day(s)</source>
   <translation>
    <numerusform>%n 天后清除</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Purged %n day(s) after they came here and were saved in a backup on another disk. Goes out with packs.</source>
   <translation>
    <numerusform>总部收到、又在别的盘上备份以后 %n 天，各台电脑自己清除。规则随下发包带去。</numerusform>
   </translation>
  </message>
  <message>
   <source>Purged so far: {count} records.</source>
   <translation>已清除 {count} 条。</translation>
  </message>
  <message>
   <source>The rule was changed; it goes out with the next packs.</source>
   <translation>规则改好了，随下一个下发包带去。</translation>
  </message>
  <message>
   <source>They stay here until a receipt file says that headquarters has them.</source>
   <translation>留在本机，等回执文件说总部收到了。</translation>
  </message>
  <message>
   <source>They stay here until headquarters tells of a backup that holds them.</source>
   <translation>留在本机，等总部说备份里有了再清除。</translation>
  </message>
  <message>
   <source>They stay here until the pack for the new card is installed.</source>
   <translation>留在本机，等装上按新卡片做的下发包。</translation>
  </message>
  <message>
   <source>They stay here: headquarters has set no rule for purging.</source>
   <translation>留在本机：总部没有定清除规则。</translation>
  </message>
  <message>
   <source>They stay here: headquarters lacks files that belong to them. Hand over once more.</source>
   <translation>留在本机：总部还缺附件。再上交一次。</translation>
  </message>
  <message>
   <source>They stay there for ever, though headquarters has them.</source>
   <translation>总部收到以后，电脑上还一直留着。</translation>
  </message>
 </context>
 <context>
  <name>SafekeepingPage</name>
  <message>
   <source>A file that belongs to the records is missing or damaged.</source>
   <translation>有的附件不见了，或者坏了。</translation>
  </message>
  <message>
   <source>All backups lie on this computer. If it is lost, they are lost with it.</source>
   <translation>备份都在这台电脑上。电脑丢了，备份也丢了。</translation>
  </message>
  <message>
   <source>All backups lie on this computer. Plug in a stick to keep a copy elsewhere.</source>
   <translation>备份都在这台电脑上。插个优盘，别处也留一份。</translation>
  </message>
  <message>
   <source>All records were looked through, last on {moment}.</source>
   <translation>所有记录都查过一遍，上次查完：{moment}。</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Back up now</source>
   <translation>现在备份</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>备份</translation>
  </message>
  <message>
   <source>Backups and check</source>
   <translation>备份和检查</translation>
  </message>
  <message>
   <source>Check everything now</source>
   <translation>现在全查一遍</translation>
  </message>
  <message>
   <source>Do not delete anything. No good backup is in sight: if one lies on a stick, plug it in and press "Restore from a backup".</source>
   <translation>什么都别删。这里没有好的备份：优盘上要是有，插上优盘，按“从备份恢复”。</translation>
  </message>
  <message>
   <source>Do not delete anything. Press "Restore from a backup": this folder is closed, and the newest good one goes into a folder beside it.</source>
   <translation>什么都别删。按“从备份恢复”：这里先关上，最近一份好的恢复到旁边的新文件夹里。</translation>
  </message>
  <message>
   <source>Every page, every record and every attachment was looked at.</source>
   <translation>每一页、每一条记录、每个附件都查过了。</translation>
  </message>
  <message>
   <source>Everything is sound</source>
   <translation>都是好的</translation>
  </message>
  <message>
   <source>Last good backup: {moment}.</source>
   <translation>最近一份好的备份：{moment}。</translation>
  </message>
  <message>
   <source>Lists differ from the records they are made of.</source>
   <translation>名单和记录对不上。</translation>
  </message>
  <message>
   <source>Looking at every page and every record…</source>
   <translation>正在查每一页、每一条记录……</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>什么时候</translation>
  </message>
  <message>
   <source>No backup was made by itself yet.</source>
   <translation>还没有自动备份过。</translation>
  </message>
  <message>
   <source>Nothing damaged was found</source>
   <translation>没有发现坏的</translation>
  </message>
  <message>
   <source>One is made by itself every day and when the program closes. Older ones go: seven days, four weeks and six months stay. Each opens with the passphrase of its day.</source>
   <translation>每天、每次关程序，自动备份一份。旧的自动删：最近七天、四周、六个月的各留一份。打开要用当时的口令。</translation>
  </message>
  <message>
   <source>Parts of the file with the records are damaged.</source>
   <translation>存记录的文件有地方坏了。</translation>
  </message>
  <message>
   <source>Plug in a stick to keep a copy elsewhere.</source>
   <translation>插个优盘，别处也留一份。</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>记录</translation>
  </message>
  <message>
   <source>Records are missing or not as they were written.</source>
   <translation>有的记录不见了，或者和写的时候不一样。</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Save what can be read</source>
   <translation>把能读的存出来</translation>
  </message>
  <message>
   <source>Something is damaged</source>
   <translation>有东西坏了</translation>
  </message>
  <message>
   <source>State</source>
   <translation>好不好</translation>
  </message>
  <message>
   <source>The records are looked through little by little, while nobody works.</source>
   <translation>没人用的时候，一点一点地查。</translation>
  </message>
  <message>
   <source>The stick for backups is in: every backup goes onto it too.</source>
   <translation>备份用的优盘插着：每次备份，上面也写一份。</translation>
  </message>
  <message>
   <source>The stick for backups is not in. Last written: {moment}.</source>
   <translation>备份用的优盘没插。上次写：{moment}。</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>还没有备份。</translation>
  </message>
  <message>
   <source>Use this stick for backups</source>
   <translation>用这个优盘备份</translation>
  </message>
  <message>
   <source>Without a good one, press "Save what can be read", and ask somebody who knows computers before going on with it.</source>
   <translation>没有好的备份，就按“把能读的存出来”；接着用之前，先问懂电脑的人。</translation>
  </message>
  <message>
   <source>Without a good one, press "Save what can be read", and telephone headquarters before going on with it.</source>
   <translation>没有好的备份，就按“把能读的存出来”；接着用之前，先给总部打电话。</translation>
  </message>
  <message>
   <source>Writing the backup and reading it back…</source>
   <translation>正在备份，写完再读一遍……</translation>
  </message>
  <message>
   <source>damaged</source>
   <translation>坏了</translation>
  </message>
  <message>
   <source>good</source>
   <translation>好的</translation>
  </message>
  <message>
   <source>never</source>
   <translation>没写过</translation>
  </message>
  <message>
   <source>on the stick</source>
   <translation>在优盘上</translation>
  </message>
  <message>
   <source>on this computer, by hand</source>
   <translation>在本机，手动做的</translation>
  </message>
  <message>
   <source>on this computer, by itself</source>
   <translation>在本机，自动做的</translation>
  </message>
 </context>
 <context>
  <name>_DisputesCard</name>
  <message>
   <source>"{value}" {who}</source>
   <translation>“{value}” {who}</translation>
  </message>
  <message>
   <source>Both are kept. Headquarters decides which one stands.</source>
   <translation>两种说法都留着，由总部定。</translation>
  </message>
  <message>
   <source>Both are kept. Review is where you decide which one stands.</source>
   <translation>两种说法都留着。按“去复核”，定哪个为准。</translation>
  </message>
  <message>
   <source>Go to review</source>
   <translation>去复核</translation>
  </message>
  <message>
   <source>Said differently: {fields}</source>
   <translation>说法不同：{fields}</translation>
  </message>
 </context>
 <context>
  <name>_FactsView</name>
  <message>
   <source>As it stands</source>
   <translation>现在记的</translation>
  </message>
  <message>
   <source>Enter corrects the chosen line.</source>
   <translation>选一行按回车就能更正。</translation>
  </message>
  <message>
   <source>Facts</source>
   <translation>基本情况</translation>
  </message>
  <message>
   <source>Not said: {fields}</source>
   <translation>没有说的：{fields}</translation>
  </message>
  <message>
   <source>What</source>
   <translation>哪一项</translation>
  </message>
  <message>
   <source>{value} (also said otherwise)</source>
   <translation>{value}（还有别的说法）</translation>
  </message>
 </context>
 <context>
  <name>_LinksCard</name>
  <message>
   <source>Not the same person as {name}</source>
   <translation>和{name}不是同一个人</translation>
  </message>
  <message>
   <source>The same person as {name}</source>
   <translation>和{name}是同一个人</translation>
  </message>
  <message>
   <source>Undecided: the same person as {name}?</source>
   <translation>是不是{name}，还没定</translation>
  </message>
  <message>
   <source>somebody not known here</source>
   <translation>这里不认识的人</translation>
  </message>
 </context>
 <context>
  <name>people</name>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>without a name</source>
   <translation>没有姓名</translation>
  </message>
 </context>
 <context>
  <name>told</name>
  <message numerus="yes">
   <source>%n badge(s) written. Open the page and print it.</source>
   <translation>
    <numerusform>%n 张胸牌写好了，打开网页就能打印。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n check-in(s) taken over from paper</source>
   <translation>
    <numerusform>从纸上补签了 %n 次</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n expected stand(s) not on it: not agreed to be listed.</source>
   <translation>
    <numerusform>应到的还有 %n 人没同意列名，不在上面。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n left out: not agreed to stand on lists.</source>
   <translation>
    <numerusform>有 %n 人没同意列名，没有写进去。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with a line for the pen: the name may not be listed.</source>
   <translation>
    <numerusform>其中 %n 张没有印名字，留了手写的横线。</numerusform>
   </translation>
  </message>
  <message>
   <source>List taken in: {added} new, {changed} changed</source>
   <translation>名单收下了：新的 {added} 人，改了 {changed} 人</translation>
  </message>
  <message>
   <source>Nobody had to be left out. Phones stand only where that was agreed.</source>
   <translation>一个人也没有漏。电话只写同意联系的。</translation>
  </message>
  <message>
   <source>Nothing was recorded. Find the person by name.</source>
   <translation>什么都没有记。按姓名找人就行。</translation>
  </message>
  <message>
   <source>One row a person. Filled in, it comes back through "Import a list".</source>
   <translation>一人一行，填好后用“导入名单”收回来。</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>The empty list is written: {file}.</source>
   <translation>空名单写好了：{file}。</translation>
  </message>
  <message>
   <source>This badge is not known here.</source>
   <translation>这张胸牌这里不认得。</translation>
  </message>
  <message>
   <source>Written down: {purpose}: {state}</source>
   <translation>记下了：{purpose}：{state}</translation>
  </message>
  <message numerus="yes">
   <source>Written, with %n name(s).</source>
   <translation>
    <numerusform>写好了，上面有 %n 个名字。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{file} is written: %n person(s).</source>
   <translation>
    <numerusform>{file}写好了，%n 人。</numerusform>
   </translation>
  </message>
  <message>
   <source>{name} is checked in, {clock}</source>
   <translation>{name}签到了，{clock}</translation>
  </message>
  <message>
   <source>{name} is corrected</source>
   <translation>{name}更正好了</translation>
  </message>
  <message>
   <source>{name} is not checked in any more</source>
   <translation>取消了{name}的签到</translation>
  </message>
  <message>
   <source>{name} is registered</source>
   <translation>{name}登记好了</translation>
  </message>
 </context>
</TS>
