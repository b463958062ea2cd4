<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>LockBoard</name>
  <message>
   <source>Back to the door</source>
   <translation>回到门口</translation>
  </message>
  <message>
   <source>Change the PIN</source>
   <translation>换数字密码</translation>
  </message>
  <message>
   <source>Change the session</source>
   <translation>换一场</translation>
  </message>
  <message>
   <source>Close Tianye</source>
   <translation>关掉田野</translation>
  </message>
  <message>
   <source>End check-in</source>
   <translation>结束签到</translation>
  </message>
  <message>
   <source>Leader</source>
   <translation>组长</translation>
  </message>
  <message>
   <source>Open check-in again</source>
   <translation>再开签到</translation>
  </message>
  <message>
   <source>Open the whole program</source>
   <translation>去整个程序</translation>
  </message>
  <message>
   <source>Register someone new</source>
   <translation>登记新人</translation>
  </message>
  <message>
   <source>Turn sound off</source>
   <translation>关掉声音</translation>
  </message>
  <message>
   <source>Turn sound on</source>
   <translation>打开声音</translation>
  </message>
  <message>
   <source>Without a name</source>
   <translation>不留姓名</translation>
  </message>
 </context>
 <context>
  <name>OutcomeBoard</name>
  <message>
   <source>Already checked in at {time}</source>
   <translation>早就签过了，{time}</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Call the leader over. What was recorded before is kept.</source>
   <translation>叫组长过来看看。前面记下的都在。</translation>
  </message>
  <message>
   <source>Check-in is closed</source>
   <translation>这一场的签到结束了</translation>
  </message>
  <message>
   <source>Checked in</source>
   <translation>已签到</translation>
  </message>
  <message>
   <source>Come and take part. The leader will register you.</source>
   <translation>照样可以参加。组长来给你登记。</translation>
  </message>
  <message>
   <source>Come in. Next, please.</source>
   <translation>请进。下一位请上前。</translation>
  </message>
  <message>
   <source>Come in. Nothing more to do.</source>
   <translation>请进。不用再签。</translation>
  </message>
  <message>
   <source>Counted, without a name</source>
   <translation>记上了，不留姓名</translation>
  </message>
  <message>
   <source>Find my name</source>
   <translation>找名字</translation>
  </message>
  <message>
   <source>For the leader: {what} {then} Code {code}</source>
   <translation>给组长看：{what}{then}代码 {code}</translation>
  </message>
  <message>
   <source>Hear again</source>
   <translation>再听一遍</translation>
  </message>
  <message>
   <source>Hold the badge still and scan once more, or press "Find my name".</source>
   <translation>胸牌拿稳，再扫一次；或者按“找名字”。</translation>
  </message>
  <message>
   <source>Nobody is checked in any more. The leader can open it again.</source>
   <translation>现在不再记人。组长可以再打开。</translation>
  </message>
  <message>
   <source>Not me</source>
   <translation>不是我</translation>
  </message>
  <message>
   <source>Not on the list</source>
   <translation>名单上没有找到</translation>
  </message>
  <message>
   <source>Press "Find my name", then your name with the picture on your badge.</source>
   <translation>按“找名字”，再按和胸牌上图案一样的那个。</translation>
  </message>
  <message>
   <source>Scan again</source>
   <translation>再扫一次</translation>
  </message>
  <message>
   <source>Scan your own badge, or press "Find my name".</source>
   <translation>扫自己的胸牌，或者按“找名字”。</translation>
  </message>
  <message>
   <source>Taken back: nobody was checked in</source>
   <translation>取消了，没有签到</translation>
  </message>
  <message>
   <source>That did not work just now</source>
   <translation>现在记不上</translation>
  </message>
  <message>
   <source>The code cannot be read</source>
   <translation>码看不清</translation>
  </message>
  <message>
   <source>The leader helps</source>
   <translation>组长来帮忙</translation>
  </message>
  <message>
   <source>The list has not changed</source>
   <translation>名单没有改动</translation>
  </message>
  <message>
   <source>This badge is not valid</source>
   <translation>这张胸牌不能用</translation>
  </message>
  <message>
   <source>Two people have this name</source>
   <translation>有两个同名的人</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>欢迎你来</translation>
  </message>
  <message>
   <source>Wrong? Take back</source>
   <translation>记错了？取消</translation>
  </message>
  <message>
   <source>You can still take part. Call the leader over.</source>
   <translation>照样可以参加。叫组长过来。</translation>
  </message>
  <message>
   <source>You can still take part. The leader will register you.</source>
   <translation>没关系，照样可以参加。组长来给你登记。</translation>
  </message>
 </context>
 <context>
  <name>PassphraseBoard</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>正在核对</translation>
  </message>
  <message>
   <source>Forgotten? The facilitator has it. Press "Back": check-in at the door goes on.</source>
   <translation>忘了？口令在管这台电脑的人手里，去问他。按“返回”，门口照样签到。</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>口令</translation>
  </message>
  <message>
   <source>Passphrase of this laptop</source>
   <translation>这台电脑的口令</translation>
  </message>
  <message>
   <source>The passphrase that opens Tianye on this laptop, not the leader's PIN of digits.</source>
   <translation>早上打开田野时打的那个口令，不是组长的数字密码。</translation>
  </message>
  <message>
   <source>This passphrase does not open it. Check capitals and the keyboard's language.</source>
   <translation>口令不对，没有打开。看看大小写和输入法。</translation>
  </message>
 </context>
 <context>
  <name>PinBoard</name>
  <message numerus="yes">
   <source>%n digits typed</source>
   <translation>
    <numerusform>按了 %n 位</numerusform>
   </translation>
  </message>
  <message>
   <source>A badge was read; nothing was written. Choose the PIN first, then scan it again.</source>
   <translation>读到一张胸牌，没有记。先定好数字密码，再扫一次。</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Choose a PIN for the leader</source>
   <translation>给组长定一个数字密码</translation>
  </message>
  <message>
   <source>Delete the last digit</source>
   <translation>删掉一位</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>按好了</translation>
  </message>
  <message>
   <source>Forgot the PIN</source>
   <translation>忘了数字密码</translation>
  </message>
  <message>
   <source>Four to six digits, not all the same and not in a row. Only the leader should know it.</source>
   <translation>4 到 6 位数字，不能全一样，也不能连着。
只让组长知道。</translation>
  </message>
  <message>
   <source>It needs four to six digits, not all the same and not in a row.</source>
   <translation>要 4 到 6 位数字，不能全一样，也不能连着。</translation>
  </message>
  <message>
   <source>It opens the leader's page here and nothing else.</source>
   <translation>只能打开签到台的组长页，到不了别处。</translation>
  </message>
  <message>
   <source>Leader's PIN</source>
   <translation>组长的数字密码</translation>
  </message>
  <message>
   <source>So that no slip locks anybody out.</source>
   <translation>免得按错了，自己也打不开。</translation>
  </message>
  <message>
   <source>That is not the PIN. Try again.</source>
   <translation>数字密码不对，再按一遍。</translation>
  </message>
  <message>
   <source>The same PIN once more</source>
   <translation>再按一遍同样的数字</translation>
  </message>
  <message>
   <source>The two were not the same. Choose once more.</source>
   <translation>两遍不一样，重新定一个。</translation>
  </message>
  <message numerus="yes">
   <source>Wrong three times. Try again in %n seconds.</source>
   <translation>
    <numerusform>错了三次。再等 %n 秒。</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Place</name>
  <message>
   <source>Door</source>
   <translation>门口</translation>
  </message>
 </context>
 <context>
  <name>ScanBoard</name>
  <message numerus="yes">
   <source>%n here</source>
   <translation>
    <numerusform>%n 人已到</numerusform>
   </translation>
  </message>
  <message>
   <source>Check-in</source>
   <translation>签到</translation>
  </message>
  <message>
   <source>Find my name</source>
   <translation>没带，找名字</translation>
  </message>
  <message>
   <source>Hold your badge here</source>
   <translation>把胸牌放到这里</translation>
  </message>
  <message>
   <source>I am new here</source>
   <translation>我是新来的</translation>
  </message>
  <message>
   <source>Leader</source>
   <translation>组长</translation>
  </message>
  <message>
   <source>Sound off</source>
   <translation>没声音</translation>
  </message>
  <message>
   <source>Sound on</source>
   <translation>有声音</translation>
  </message>
  <message>
   <source>Stuck? Call the leader</source>
   <translation>有困难，叫组长</translation>
  </message>
 </context>
 <context>
  <name>SearchBoard</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>清空</translation>
  </message>
  <message>
   <source>Delete the last letter</source>
   <translation>删掉一个字母</translation>
  </message>
  <message>
   <source>First letters of the name, or the last 4 digits of the phone</source>
   <translation>名字的拼音首字母，或手机号末几位</translation>
  </message>
  <message>
   <source>First letters of your name</source>
   <translation>名字的拼音首字母</translation>
  </message>
  <message>
   <source>I am new here</source>
   <translation>我是新来的</translation>
  </message>
  <message>
   <source>Leader</source>
   <translation>组长</translation>
  </message>
  <message>
   <source>Many begin like this. One more letter.</source>
   <translation>这样开头的人很多，再按一个字母。</translation>
  </message>
  <message>
   <source>Nobody found. Try other letters. First time here? Press "I am new here".</source>
   <translation>没有找到，换几个字母再找。第一次来，按“我是新来的”。</translation>
  </message>
  <message>
   <source>Not here? One more letter.</source>
   <translation>这里没有？再按一个字母。</translation>
  </message>
  <message>
   <source>Press the first letter of each part of your name, or the last 4 digits of your phone.</source>
   <translation>按名字每个字的第一个字母，或者按电话后四位。</translation>
  </message>
  <message>
   <source>Press your own name and picture.</source>
   <translation>按自己的名字和图。</translation>
  </message>
  <message>
   <source>The same name twice? Press the picture on your badge, or ask the leader.</source>
   <translation>名字一样？看胸牌上的图案，不清楚问组长。</translation>
  </message>
 </context>
 <context>
  <name>SittingsBoard</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>There is no session today on this laptop.</source>
   <translation>这台电脑上今天没有场次。</translation>
  </message>
  <message>
   <source>Today's sessions</source>
   <translation>今天的场次</translation>
  </message>
  <message>
   <source>now</source>
   <translation>现在这场</translation>
  </message>
 </context>
 <context>
  <name>UnnamedBoard</name>
  <message>
   <source>About how old?</source>
   <translation>大概多大年纪？</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Count one more</source>
   <translation>记上这一位</translation>
  </message>
  <message>
   <source>Man</source>
   <translation>男</translation>
  </message>
  <message>
   <source>Not said</source>
   <translation>没说</translation>
  </message>
  <message>
   <source>Under {age}</source>
   <translation>不满 {age} 岁</translation>
  </message>
  <message>
   <source>Without a name</source>
   <translation>不留姓名</translation>
  </message>
  <message>
   <source>Woman</source>
   <translation>女</translation>
  </message>
  <message>
   <source>Woman or man?</source>
   <translation>女还是男？</translation>
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
</TS>
