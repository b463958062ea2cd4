<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>Copied</name>
  <message>
   <source>Ask whoever used it last: is the old one still worked in? When both are, headquarters can take in what only one of them writes. Not sure yet: close this one for now.</source>
   <translation>问问上次用它的人：那一份还在用吗？两份都接着用，总部只能收下一份写的。一时问不到，先关上这一份。</translation>
  </message>
  <message>
   <source>It was moved, the old one is gone: go on</source>
   <translation>是搬过来的，那一份没有了：接着用</translation>
  </message>
  <message>
   <source>Nothing was changed, here or there.</source>
   <translation>这里和那里都没有改动。</translation>
  </message>
  <message>
   <source>The old one is in use, or not sure: close this one</source>
   <translation>那一份在用，或者拿不准：关上这一份</translation>
  </message>
  <message>
   <source>The records were last worked on in another place or on another computer.</source>
   <translation>上一次用这些记录，是在别的地方或者别的电脑上。</translation>
  </message>
  <message>
   <source>This folder has been somewhere else</source>
   <translation>这个文件夹在别处用过</translation>
  </message>
  <message>
   <source>Was it moved here, or is it a copy?</source>
   <translation>是搬过来的，还是复制了一份？</translation>
  </message>
 </context>
 <context>
  <name>Cover</name>
  <message>
   <source>Attendance, surveys and registers for trainings in the villages. No network needed.</source>
   <translation>乡村培训的签到、问卷和台账。没有网络也能用。</translation>
  </message>
  <message>
   <source>Tianye</source>
   <translation>田野</translation>
  </message>
 </context>
 <context>
  <name>Doors</name>
  <message>
   <source>Headquarters</source>
   <translation>总部</translation>
  </message>
  <message>
   <source>In the middle of check-in on the second morning: scan, search, register, fill in surveys.</source>
   <translation>第二天早上，正在签到：扫码、找人、登记新来的人、填问卷。</translation>
  </message>
  <message>
   <source>It has handed over this morning and waits for its receipt: look at what was handed over.</source>
   <translation>今天早上刚交过，在等回执：看看交出去了什么。</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>正在打开……</translation>
  </message>
  <message>
   <source>Show the folder exchange</source>
   <translation>看看 exchange 文件夹</translation>
  </message>
  <message>
   <source>Take in what the laptops bring, decide what waits, look at the figures, make packs.</source>
   <translation>收下电脑交来的包，定下等着定的事，看数字，做下发包。</translation>
  </message>
  <message>
   <source>The demonstration is ready. There it is {moment}.</source>
   <translation>演示准备好了。那里现在是 {moment}。</translation>
  </message>
  <message>
   <source>The folder exchange stands for the stick: what one door writes there, another takes from there.</source>
   <translation>exchange 文件夹就当是优盘：这边写进去，那边从里面取。</translation>
  </message>
  <message>
   <source>The passphrase of all three is {passphrase}; here it is typed for you. Ctrl+L leads back to the doors.</source>
   <translation>三扇门的口令都是 {passphrase}，在这里替你输好了。按 Ctrl+L 回到三扇门。</translation>
  </message>
  <message>
   <source>Three doors</source>
   <translation>三扇门</translation>
  </message>
  <message>
   <source>Xiangxi laptop 1</source>
   <translation>湘西一号</translation>
  </message>
  <message>
   <source>Yushu laptop 1</source>
   <translation>玉树一号</translation>
  </message>
 </context>
 <context>
  <name>Eye</name>
  <message>
   <source>Hide the passphrase</source>
   <translation>藏起口令</translation>
  </message>
  <message>
   <source>Show the passphrase</source>
   <translation>看一眼口令</translation>
  </message>
 </context>
 <context>
  <name>FirstStart</name>
  <message>
   <source>Back</source>
   <translation>上一步</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>Headquarters' computer is lost: go on with its next keys</source>
   <translation>总部的电脑丢了：用下一把钥匙接着做</translation>
  </message>
  <message>
   <source>Make the folder</source>
   <translation>建好，开始用</translation>
  </message>
  <message>
   <source>Making the folder…</source>
   <translation>正在建……</translation>
  </message>
  <message>
   <source>Open a data folder that is already there</source>
   <translation>打开已有的数据文件夹</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Step {here} of {all}</source>
   <translation>第 {here} 步，共 {all} 步</translation>
  </message>
 </context>
 <context>
  <name>Forgotten</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>还差 %n 个字。</numerusform>
   </translation>
  </message>
  <message>
   <source>1. "Show the file", and send it to headquarters by messenger or on a stick.</source>
   <translation>1. 按“看文件在哪”，把它发给总部：用微信，或者用优盘。</translation>
  </message>
  <message>
   <source>2. When you have them on the telephone, read them these words: {words}</source>
   <translation>2. 电话打通了，给总部念这六个词：{words}</translation>
  </message>
  <message>
   <source>3. When their answer is here, type the same new passphrase above and press "Take the answer".</source>
   <translation>3. 答复来了，在上面打同一个新口令，按“收答复”。</translation>
  </message>
  <message>
   <source>A new passphrase</source>
   <translation>设一个新口令</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Back: somebody else opens it</source>
   <translation>返回，请别人打开</translation>
  </message>
  <message>
   <source>Files of Tianye (*.tianye)</source>
   <translation>田野的文件 (*.tianye)</translation>
  </message>
  <message>
   <source>Five groups of five.</source>
   <translation>一共五组，每组五个。</translation>
  </message>
  <message numerus="yes">
   <source>Five groups of five: %n more.</source>
   <translation>
    <numerusform>一共五组，每组五个；还差 %n 个。</numerusform>
   </translation>
  </message>
  <message>
   <source>Headquarters' answer</source>
   <translation>总部的答复</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>新口令</translation>
  </message>
  <message>
   <source>No code was ever made ready for this folder.</source>
   <translation>这里没有备好的恢复码。</translation>
  </message>
  <message>
   <source>Nobody can read out a code now? Write a request, send it to headquarters, and come back with its answer.</source>
   <translation>现在要不到码？写一份请求发给总部，拿到答复再来。</translation>
  </message>
  <message>
   <source>Nothing recorded here is lost.</source>
   <translation>记下的都还在。</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>正在打开……</translation>
  </message>
  <message>
   <source>Recovery code</source>
   <translation>恢复码</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Set it and open</source>
   <translation>设好并打开</translation>
  </message>
  <message>
   <source>Show the file</source>
   <translation>看文件在哪</translation>
  </message>
  <message>
   <source>Somebody else works at this computer? Press "Back" and let her open it; in there she gives you a new passphrase under "Who works here". Nobody does? Then restore a backup whose passphrase somebody knows. Nothing was changed here.</source>
   <translation>还有别人也用这台电脑，就按“返回”，请她用自己的口令打开，再在里面的“谁在用这台电脑”给你一个新口令。没有别人，就找一份有人知道口令的备份来恢复。这里什么都没有动。</translation>
  </message>
  <message>
   <source>Take the answer</source>
   <translation>收答复</translation>
  </message>
  <message>
   <source>Telephone headquarters: it can read out a code for this laptop. Nothing recorded here is lost.</source>
   <translation>给总部打电话，总部能念出这台电脑的恢复码。记下的都还在。</translation>
  </message>
  <message>
   <source>Ten characters or more.</source>
   <translation>至少十个字。</translation>
  </message>
  <message>
   <source>The code is right. Whose passphrase is it?</source>
   <translation>码对了。是谁的口令？</translation>
  </message>
  <message>
   <source>The code stands on the printed recovery sheet. Nothing recorded here is lost.</source>
   <translation>恢复码在印好的那张纸上。记下的都还在。</translation>
  </message>
  <message>
   <source>The passphrase was forgotten</source>
   <translation>口令忘了</translation>
  </message>
  <message>
   <source>The request is written. Nothing recorded here is lost.</source>
   <translation>请求写好了，等总部的答复。记下的都还在。</translation>
  </message>
  <message>
   <source>The request is written: {name}</source>
   <translation>请求写好了：{name}</translation>
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
   <source>Type the code, or take the answer as a file.</source>
   <translation>输恢复码，或者收答复文件。</translation>
  </message>
  <message>
   <source>Where to write the request</source>
   <translation>请求写在哪里</translation>
  </message>
  <message>
   <source>Write a request</source>
   <translation>写请求</translation>
  </message>
 </context>
 <context>
  <name>HeadquartersFirst</name>
  <message>
   <source>Bring in the plan</source>
   <translation>去收培训计划</translation>
  </message>
  <message>
   <source>Bring in the plan and the lists of people</source>
   <translation>收计划，导入名单</translation>
  </message>
  <message>
   <source>Each laptop asks for them once, with its first pack. Keep them beside the telephone.</source>
   <translation>每台电脑装第一个下发包时问一次。抄下来，放在电话旁边。</translation>
  </message>
  <message>
   <source>Each laptop shows a card after its first start. Scan it or open its file, and choose its counties.</source>
   <translation>每台电脑第一次打开后有一张卡片。扫它，或者打开它的文件，再选它管哪几个县。</translation>
  </message>
  <message>
   <source>Each shows its card under Hand over. Scan it or open its file, and choose its counties.</source>
   <translation>每台电脑的“上交”里有它的卡片：扫一扫，或打开卡片文件，再选它管哪些县。</translation>
  </message>
  <message>
   <source>Enrol laptops</source>
   <translation>去登记电脑</translation>
  </message>
  <message>
   <source>Enrol the laptops</source>
   <translation>登记电脑</translation>
  </message>
  <message>
   <source>Enrol the laptops again</source>
   <translation>重新登记各台电脑</translation>
  </message>
  <message>
   <source>Headquarters goes on</source>
   <translation>总部接着做</translation>
  </message>
  <message>
   <source>Headquarters is ready. Three things before the first training.</source>
   <translation>总部建好了。第一场培训之前有三件事。</translation>
  </message>
  <message>
   <source>Headquarters' six words</source>
   <translation>总部的六个词</translation>
  </message>
  <message>
   <source>It asks the laptop to hand over everything it has once more; nothing is counted twice.</source>
   <translation>它请那台电脑把所有记录再交一次，不会重复计数。</translation>
  </message>
  <message>
   <source>It carries people, trainings and forms to the laptop on a stick, encrypted for that laptop alone.</source>
   <translation>人、培训和问卷装在包里，用优盘带去；只有那台电脑能打开。</translation>
  </message>
  <message>
   <source>Laptops were told of them beforehand: nobody has to compare them.</source>
   <translation>各台电脑早就知道了，不用再对。</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>以后再说</translation>
  </message>
  <message>
   <source>Make a pack for each</source>
   <translation>给每台做一个下发包</translation>
  </message>
  <message>
   <source>Packs on sticks and in chats hold the plan, lists, forms and decisions. Put them in the inbox.</source>
   <translation>优盘和聊天记录里的下发包，存着计划、名单、问卷和定过的事。放进收件。</translation>
  </message>
  <message>
   <source>Show the whole card</source>
   <translation>看整张卡片</translation>
  </message>
  <message>
   <source>Take in old packs</source>
   <translation>收回以前的下发包</translation>
  </message>
  <message>
   <source>To the inbox</source>
   <translation>去收件</translation>
  </message>
  <message>
   <source>What comes first</source>
   <translation>先做什么</translation>
  </message>
  <message>
   <source>With keys that the laptops believe. Three things bring it back.</source>
   <translation>用的是各台电脑信得过的钥匙。做三件事，就能恢复。</translation>
  </message>
  <message>
   <source>Workbooks are taken in under Trainings and under Register; nothing is taken in unseen.</source>
   <translation>计划在“培训”里收，名单在“台账”里导入；先给你看过，再收下。</translation>
  </message>
 </context>
 <context>
  <name>Keeper</name>
  <message>
   <source>A forgotten passphrase could not be replaced.</source>
   <translation>忘了口令就没有办法。</translation>
  </message>
  <message>
   <source>An older copy in place of this folder would not be noticed.</source>
   <translation>要是被换成旧的一份，发现不了。</translation>
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
   <source>For days no backup could be made of this computer.</source>
   <translation>好几天没有备份成了。</translation>
  </message>
  <message>
   <source>Look at the backups.</source>
   <translation>请看一下备份。</translation>
  </message>
  <message>
   <source>Records came without contents that only a backup holds.</source>
   <translation>有的记录来时没有内容，只有备份里才有。</translation>
  </message>
  <message>
   <source>Something in the records of this computer is damaged.</source>
   <translation>这台电脑里有的记录坏了。</translation>
  </message>
  <message>
   <source>The backup on the stick could not be made.</source>
   <translation>优盘上的备份没做成。</translation>
  </message>
  <message>
   <source>Today's backup could not be made.</source>
   <translation>今天的备份没做成。</translation>
  </message>
  <message>
   <source>What can be done about it stands with the backups.</source>
   <translation>怎么办，备份那一页上有。</translation>
  </message>
  <message>
   <source>What can be read is still here. Look at the backups and the check before going on.</source>
   <translation>读得出的都还在。先看一下备份和检查，再接着做。</translation>
  </message>
  <message>
   <source>Who was removed could still open a copy: a new key is due.</source>
   <translation>已移除的人还可能打开一份旧拷贝：该换新钥匙了。</translation>
  </message>
 </context>
 <context>
  <name>KeysStep</name>
  <message>
   <source>Choose another file</source>
   <translation>换一个文件</translation>
  </message>
  <message>
   <source>Choose the file with the next keys</source>
   <translation>选下一把钥匙的文件</translation>
  </message>
  <message>
   <source>Files of Tianye (*.tianye)</source>
   <translation>田野的文件 (*.tianye)</translation>
  </message>
  <message>
   <source>Headquarters' computer is lost: go on</source>
   <translation>总部的电脑丢了，接着做</translation>
  </message>
  <message>
   <source>It was written down apart from it.</source>
   <translation>口令是另外写下来、分开放的。</translation>
  </message>
  <message>
   <source>Laptops were told of these keys and believe them. What they hold comes back with their bundles; the plan, lists and decisions come back with old packs, where some are left.</source>
   <translation>各台电脑早就知道这把钥匙，信得过。电脑上的记录，再上交就回来；计划、名单和定过的事，从留下的旧下发包里收回。</translation>
  </message>
  <message>
   <source>Passphrase of the locked-away file</source>
   <translation>锁起来的文件的口令</translation>
  </message>
  <message>
   <source>The locked-away file</source>
   <translation>锁起来的文件</translation>
  </message>
  <message>
   <source>Type the passphrase of the file.</source>
   <translation>输入那个文件的口令。</translation>
  </message>
  <message>
   <source>Where its computer and all its backups are gone. Where a backup is left, restore that instead.</source>
   <translation>电脑和所有备份都没了，才这样做。还有备份的话，从备份恢复。</translation>
  </message>
 </context>
 <context>
  <name>NamesStep</name>
  <message>
   <source>As it is written on the case. Headquarters knows the laptop by it.</source>
   <translation>照外壳上写的填。总部靠它认这台电脑。</translation>
  </message>
  <message>
   <source>As laptops should see it, for example the name of the programme office.</source>
   <translation>下面的电脑看到的名字，比如项目办公室的名字。</translation>
  </message>
  <message>
   <source>At most {most} characters, so that it can be read everywhere.</source>
   <translation>最多 {most} 个字，这样哪里都看得全。</translation>
  </message>
  <message>
   <source>Name of headquarters</source>
   <translation>总部的名字</translation>
  </message>
  <message>
   <source>Name of this laptop</source>
   <translation>这台电脑的名字</translation>
  </message>
  <message>
   <source>Please fill this in: it cannot be left empty.</source>
   <translation>这里要填，不能空着。</translation>
  </message>
  <message>
   <source>Stands beside everything that is recorded here, so that somebody can be asked later.</source>
   <translation>这里记下的每一条都带着它，以后好问人。</translation>
  </message>
  <message>
   <source>What are you called?</source>
   <translation>怎么称呼？</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>你的名字</translation>
  </message>
 </context>
 <context>
  <name>PassphraseStep</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>还差 %n 个字。</numerusform>
   </translation>
  </message>
  <message>
   <source>A passphrase that locks the records</source>
   <translation>用一个口令锁住记录</translation>
  </message>
  <message>
   <source>Digits alone are soon guessed: a telephone number, a birthday. Add a word.</source>
   <translation>光是数字很容易猜到：电话、生日。再加一个词。</translation>
  </message>
  <message>
   <source>Good: long, and hard to guess.</source>
   <translation>很好：够长，也难猜。</translation>
  </message>
  <message>
   <source>Headquarters can help a laptop back in, but only after its first pack was installed here. Write the passphrase on paper, and keep that away from the computer.</source>
   <translation>装过总部的第一个下发包以后，总部能帮忙设新的；在那以前不能。写在纸上，和电脑分开放。</translation>
  </message>
  <message>
   <source>It is asked for each time Tianye is opened.</source>
   <translation>每次打开田野都要输它。</translation>
  </message>
  <message>
   <source>Long enough. One more word makes it much harder to guess.</source>
   <translation>够长了。再加一个词就难猜得多。</translation>
  </message>
  <message>
   <source>Nobody can look up a lost passphrase.</source>
   <translation>口令忘了，谁也查不出来。</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>口令</translation>
  </message>
  <message>
   <source>Ten characters or more. Three or four words that have nothing to do with each other are good.</source>
   <translation>至少十个字。三四个互不相干的词连起来最好。</translation>
  </message>
  <message>
   <source>The same again</source>
   <translation>再输一遍</translation>
  </message>
  <message>
   <source>The same again and again is soon guessed. Add a word.</source>
   <translation>翻来覆去的几个字很容易猜到。再加一个词。</translation>
  </message>
  <message>
   <source>The two are not the same.</source>
   <translation>两遍不一样。</translation>
  </message>
  <message>
   <source>Type the same passphrase once more here.</source>
   <translation>在这里再输一遍同样的口令。</translation>
  </message>
  <message>
   <source>Without it, and without the printed recovery sheet, everything at headquarters is lost, and so is the key that opens what laptops hand over. Write it on paper and keep that away from the computer.</source>
   <translation>口令没了，印好的恢复码也没有，总部的记录全都没有了，打开各电脑上交文件的钥匙也没有了。写在纸上，和电脑分开放。</translation>
  </message>
 </context>
 <context>
  <name>Place</name>
  <message>
   <source>Start</source>
   <translation>开始</translation>
  </message>
 </context>
 <context>
  <name>PlaceStep</name>
  <message>
   <source>A program copies this folder to other computers by itself. Two copies spoil each other: choose another place.</source>
   <translation>有别的程序会把这里自动传到别的电脑，两份会互相弄坏。换个地方。</translation>
  </message>
  <message>
   <source>Choose a folder, with its whole path.</source>
   <translation>选一个文件夹，要写完整的路径。</translation>
  </message>
  <message>
   <source>Choose another place</source>
   <translation>换个地方</translation>
  </message>
  <message>
   <source>Choose another place.</source>
   <translation>换一个位置。</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>数据文件夹</translation>
  </message>
  <message>
   <source>Everything is kept in it, encrypted.</source>
   <translation>所有记录都加密放在里面。</translation>
  </message>
  <message>
   <source>Everything is kept in it, encrypted. The place shown is a good one.</source>
   <translation>所有记录都加密放在里面。不用改，这个地方就好。</translation>
  </message>
  <message>
   <source>No folder can be made in this place. Choose another.</source>
   <translation>这个位置建不了文件夹，换一个位置。</translation>
  </message>
  <message>
   <source>Nothing can be written in this place. Choose another.</source>
   <translation>这个地方写不进去。换一个。</translation>
  </message>
  <message>
   <source>Nothing was made. What you typed is still here.</source>
   <translation>什么都没建，填好的都还在。</translation>
  </message>
  <message>
   <source>The folder cannot be made in this place.</source>
   <translation>这个位置建不了文件夹。</translation>
  </message>
  <message>
   <source>There are other things in this folder. An empty one is better.</source>
   <translation>这个文件夹里有别的东西。空的更好。</translation>
  </message>
  <message>
   <source>This place is on a stick. Sticks get lost and break: keep the records on the computer.</source>
   <translation>这个地方在优盘上。优盘会丢会坏：记录放在电脑里。</translation>
  </message>
  <message>
   <source>This place is on the network. When the line drops, records can be damaged.</source>
   <translation>这个地方在网络上。断线时记录会坏。</translation>
  </message>
  <message>
   <source>Where the records are kept</source>
   <translation>记录放在哪里</translation>
  </message>
 </context>
 <context>
  <name>Playing</name>
  <message>
   <source>A training is being played</source>
   <translation>正在演一场培训</translation>
  </message>
  <message>
   <source>Folder: {path}</source>
   <translation>文件夹：{path}</translation>
  </message>
  <message>
   <source>Headquarters adds the forms…</source>
   <translation>总部在加问卷……</translation>
  </message>
  <message>
   <source>Headquarters takes in the plan and the lists of people…</source>
   <translation>总部在收计划、导入名单……</translation>
  </message>
  <message>
   <source>Headquarters, two laptops, two days. Everything is real but the people, who are a sample.</source>
   <translation>一个总部，两台电脑，两天。除了人是样例，别的都是真的。</translation>
  </message>
  <message>
   <source>It was played before: it goes on where it was left…</source>
   <translation>以前演过：接着上一次……</translation>
  </message>
  <message>
   <source>Making a data folder and its keys…</source>
   <translation>正在建数据文件夹和钥匙……</translation>
  </message>
  <message>
   <source>Packs go to the laptops; the first day is held and handed over…</source>
   <translation>下发包到了电脑上；第一天的培训办完，交了上去……</translation>
  </message>
  <message>
   <source>Play it in a new folder</source>
   <translation>换个新文件夹演</translation>
  </message>
  <message>
   <source>The demonstration is being opened</source>
   <translation>正在打开演示</translation>
  </message>
  <message>
   <source>The demonstration was not played</source>
   <translation>演示没有演成</translation>
  </message>
 </context>
 <context>
  <name>Restore</name>
  <message>
   <source>A new data folder is made of it. The old one, if it is still there, is not touched. A laptop gets a new card, which headquarters has to take in before it can hand over. Headquarters asks its laptops again for what came after the backup.</source>
   <translation>用它做一个新的数据文件夹，原来的还在也不会动。下乡的电脑会换一张新卡片，总部收了卡片才能再交。总部的电脑会让各台电脑把备份以后的再交一次。</translation>
  </message>
  <message>
   <source>Another place</source>
   <translation>换个地方</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>选一个</translation>
  </message>
  <message>
   <source>Damaged: {names}</source>
   <translation>坏了的：{names}</translation>
  </message>
  <message>
   <source>Folder of the backup</source>
   <translation>备份文件夹</translation>
  </message>
  <message>
   <source>New data folder</source>
   <translation>新的数据文件夹</translation>
  </message>
  <message>
   <source>Passphrase at that time</source>
   <translation>当时的口令</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>恢复</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Restoring…</source>
   <translation>正在恢复……</translation>
  </message>
  <message numerus="yes">
   <source>The newest good one: {moment}; %n found.</source>
   <translation>
    <numerusform>最近一份好的：{moment}；一共找到 %n 份。</numerusform>
   </translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>这里要填。</translation>
  </message>
 </context>
 <context>
  <name>Saving</name>
  <message numerus="yes">
   <source>%n answer(s)</source>
   <translation>
    <numerusform>%n 份答卷</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n file(s) that belong to records are lost.</source>
   <translation>
    <numerusform>丢了 %n 个附件。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n 人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) are lost.</source>
   <translation>
    <numerusform>丢了 %n 条记录。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) were saved.</source>
   <translation>
    <numerusform>存出了 %n 条记录。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) were saved; nothing was lost.</source>
   <translation>
    <numerusform>存出了 %n 条记录，一条不少。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n session(s)</source>
   <translation>
    <numerusform>%n 场</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>As far as is known they were about {what}.</source>
   <translation>能看出来的，涉及 {what}。</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Everything that can still be read goes into a new data folder beside this one. The damaged folder is only read: do not delete it. A good backup is better, where there is one.</source>
   <translation>还能读的都会存到旁边一个新的数据文件夹里。损坏的文件夹只读不改，不要删。有好的备份时，用备份更好。</translation>
  </message>
  <message>
   <source>Go on in the new folder</source>
   <translation>在新文件夹里接着做</translation>
  </message>
  <message>
   <source>New data folder</source>
   <translation>新的数据文件夹</translation>
  </message>
  <message numerus="yes">
   <source>Of %n person(s) nothing can be written before the next pack.</source>
   <translation>
    <numerusform>有 %n 个人要等下一个下发包来了才能再登记。</numerusform>
   </translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>口令</translation>
  </message>
  <message>
   <source>Press "Go on in the new folder".</source>
   <translation>按“在新文件夹里接着做”。</translation>
  </message>
  <message>
   <source>Press "Go on in the new folder". Only where there is a good backup, press "Restore from a backup" instead.</source>
   <translation>按“在新文件夹里接着做”。有好的备份，才改按“从备份恢复”。</translation>
  </message>
  <message>
   <source>Put the damaged folder away, and do not delete it.</source>
   <translation>把损坏的文件夹收好，不要删。</translation>
  </message>
  <message>
   <source>Reading around the damage…</source>
   <translation>正在绕开损坏的部分读取……</translation>
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
   <source>Saved what can be read</source>
   <translation>能读的存出来了</translation>
  </message>
  <message>
   <source>Something of the lists beside the records may be missing.</source>
   <translation>记录以外的清单可能少了一些。</translation>
  </message>
  <message>
   <source>The new folder has a new card: give it to headquarters, install the pack they send.</source>
   <translation>新文件夹有新卡片：交给总部，再装上总部做的下发包。</translation>
  </message>
  <message>
   <source>The new folder: {folder}</source>
   <translation>新文件夹：{folder}</translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>这里要填。</translation>
  </message>
 </context>
 <context>
  <name>Switching</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Her name stands on what is written from then on. A leader is led to the door of today. What is half typed on other pages is let go: finish it first.</source>
   <translation>之后写下的都记在接手的人名下。只在门口签到的人会直接到今天的门口。别的页面上填了一半的会丢掉，先填完再换。</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>锁上</translation>
  </message>
  <message>
   <source>Nothing was changed: {name} works here as before.</source>
   <translation>什么都没有动，还是{name}在用。</translation>
  </message>
  <message>
   <source>Passphrase of who takes over</source>
   <translation>接手的人的口令</translation>
  </message>
  <message>
   <source>Somebody else takes over</source>
   <translation>换人</translation>
  </message>
  <message>
   <source>Take over</source>
   <translation>接手</translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>这里要填。</translation>
  </message>
  <message>
   <source>This is the passphrase of somebody who may only be at the door, and no session is held today.</source>
   <translation>这是只在门口签到的人的口令，今天没有场次。</translation>
  </message>
  <message>
   <source>Type the passphrase of who takes over, or press "Back" and go on.</source>
   <translation>打接手的人的口令；不换人，就按“返回”。</translation>
  </message>
  <message>
   <source>{name} works here now.</source>
   <translation>现在是{name}在用。</translation>
  </message>
 </context>
 <context>
  <name>Trouble</name>
  <message>
   <source>An older copy lies in their place. Writing on in it would contradict what was handed over.</source>
   <translation>原来的位置上放的是一份旧的。接着往里记，会和交上去的对不上。</translation>
  </message>
  <message>
   <source>Another data folder</source>
   <translation>打开别的数据文件夹</translation>
  </message>
  <message>
   <source>Another passphrase</source>
   <translation>换一个口令</translation>
  </message>
  <message>
   <source>Close Tianye</source>
   <translation>关掉田野</translation>
  </message>
  <message>
   <source>It is open already</source>
   <translation>已经开着了</translation>
  </message>
  <message>
   <source>Make a new one here</source>
   <translation>在这里新建</translation>
  </message>
  <message>
   <source>No check-in today</source>
   <translation>今天不用签到</translation>
  </message>
  <message>
   <source>One folder, one window: look at the task bar.</source>
   <translation>一个文件夹只开一个窗口：看看任务栏。</translation>
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
   <source>The folder cannot be opened just now</source>
   <translation>这个文件夹现在打不开</translation>
  </message>
  <message>
   <source>The keys are not here</source>
   <translation>钥匙不在这里</translation>
  </message>
  <message>
   <source>The records are not where they were</source>
   <translation>记录不在原来的地方</translation>
  </message>
  <message>
   <source>There is no data folder in this place</source>
   <translation>这个地方没有数据文件夹</translation>
  </message>
  <message>
   <source>These records are older than what was here</source>
   <translation>这份数据比原来的旧</translation>
  </message>
  <message>
   <source>This folder is damaged</source>
   <translation>这个文件夹坏了</translation>
  </message>
  <message>
   <source>This folder was in use, so it is not treated as a new one.</source>
   <translation>这个文件夹用过，不当成新的。</translation>
  </message>
  <message>
   <source>This is not a folder</source>
   <translation>这里不是文件夹</translation>
  </message>
  <message>
   <source>Tianye has to be updated first</source>
   <translation>田野要先更新</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>再试一次</translation>
  </message>
  <message>
   <source>Without them nobody can open the records.</source>
   <translation>没有钥匙，谁也打不开记录。</translation>
  </message>
 </context>
 <context>
  <name>Unlock</name>
  <message>
   <source>Another data folder</source>
   <translation>打开别的数据文件夹</translation>
  </message>
  <message>
   <source>Forgot the passphrase</source>
   <translation>忘了口令</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Open Tianye</source>
   <translation>打开田野</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>正在打开……</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>口令</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>The records on this computer are locked. The passphrase opens them.</source>
   <translation>这台电脑上的记录锁着，输口令打开。</translation>
  </message>
  <message>
   <source>Type the passphrase first.</source>
   <translation>先输口令。</translation>
  </message>
 </context>
 <context>
  <name>WhoStep</name>
  <message>
   <source>A laptop in the field</source>
   <translation>下乡用的电脑</translation>
  </message>
  <message>
   <source>Check people in, fill in surveys, register newcomers. Records go to headquarters on a stick.</source>
   <translation>签到、填问卷、登记新来的人。记录用优盘交给总部。</translation>
  </message>
  <message>
   <source>Headquarters</source>
   <translation>总部</translation>
  </message>
  <message>
   <source>Plan trainings, give laptops their lists, take in what they bring, count and report.</source>
   <translation>排培训，给电脑发名单，收下交来的记录，统计、出报表。</translation>
  </message>
  <message>
   <source>Welcome. A few questions, then it is ready.</source>
   <translation>你好。答几个问题就能用了。</translation>
  </message>
  <message>
   <source>Where does this computer work?</source>
   <translation>这台电脑在哪里用？</translation>
  </message>
 </context>
 <context>
  <name>Window</name>
  <message>
   <source>A badge was read; nothing was written.</source>
   <translation>读到一张胸牌，什么都没有记。</translation>
  </message>
  <message>
   <source>Badges are not taken on this page. What you have typed is as it was.</source>
   <translation>这一页不收胸牌。刚才打的字都还在。</translation>
  </message>
  <message>
   <source>Nothing was recorded. Badges made by headquarters are read here, and no other codes.</source>
   <translation>什么都没有记。这里只认总部做的胸牌，别的码不认。</translation>
  </message>
  <message>
   <source>That code is no badge of ours</source>
   <translation>这个码不是我们的胸牌</translation>
  </message>
  <message>
   <source>Tianye</source>
   <translation>田野</translation>
  </message>
 </context>
</TS>
