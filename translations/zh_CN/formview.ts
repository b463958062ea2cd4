<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>Block</name>
  <message>
   <source>Add one more</source>
   <translation>再加一个</translation>
  </message>
  <message>
   <source>Add one more: {name}</source>
   <translation>再加一个：{name}</translation>
  </message>
  <message>
   <source>Add: {name}</source>
   <translation>加一个：{name}</translation>
  </message>
  <message>
   <source>Number {number}</source>
   <translation>第 {number} 个</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>去掉</translation>
  </message>
  <message>
   <source>Take out: {name}</source>
   <translation>去掉：{name}</translation>
  </message>
  <message>
   <source>{name}, number {number}</source>
   <translation>{name}·第 {number} 个</translation>
  </message>
  <message>
   <source>{words} (to number {number})</source>
   <translation>{words}（给第 {number} 个）</translation>
  </message>
 </context>
 <context>
  <name>CameraView</name>
  <message>
   <source>Keep this picture</source>
   <translation>就要这一张</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>先不拍</translation>
  </message>
  <message>
   <source>The camera cannot be opened. Another program may be using it.</source>
   <translation>摄像头打不开，可能别的程序正在用它。</translation>
  </message>
  <message>
   <source>The camera is being opened…</source>
   <translation>正在打开摄像头…</translation>
  </message>
 </context>
 <context>
  <name>CounterEditor</name>
  <message>
   <source>One less</source>
   <translation>少一个</translation>
  </message>
  <message>
   <source>One more</source>
   <translation>多一个</translation>
  </message>
 </context>
 <context>
  <name>DrawEditor</name>
  <message>
   <source>Choose a picture instead</source>
   <translation>改为选一张照片</translation>
  </message>
  <message>
   <source>Choose a picture, then draw on it with the mouse, a pen or a finger.</source>
   <translation>先选一张照片，再用鼠标、笔或手指在上面画。</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>清空</translation>
  </message>
  <message>
   <source>Draw here with the mouse, a pen or a finger.</source>
   <translation>用鼠标、笔或手指在这里画。</translation>
  </message>
  <message>
   <source>Draw on the picture with the mouse, a pen or a finger.</source>
   <translation>用鼠标、笔或手指在照片上画。</translation>
  </message>
  <message>
   <source>Sign here with the mouse, a pen or a finger.</source>
   <translation>用鼠标、笔或手指在这里签名。</translation>
  </message>
  <message>
   <source>Undo a stroke</source>
   <translation>撤回一笔</translation>
  </message>
 </context>
 <context>
  <name>Ending</name>
  <message numerus="yes">
   <source> %n optional ones are blank; that is all right.</source>
   <translation>
    <numerusform>可不填的空着 %n 题，没关系。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n answers need another look</source>
   <translation>
    <numerusform>有 %n 个答案要再看看</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n questions still need an answer:</source>
   <translation>
    <numerusform>还有 %n 题要答：</numerusform>
   </translation>
  </message>
  <message>
   <source>All is answered</source>
   <translation>都答好了</translation>
  </message>
  <message>
   <source>All that must be answered is answered</source>
   <translation>必答的都答了</translation>
  </message>
  <message numerus="yes">
   <source>And %n more.</source>
   <translation>
    <numerusform>另外还有 %n 题。</numerusform>
   </translation>
  </message>
  <message>
   <source>Not everything is there yet</source>
   <translation>还没有答全</translation>
  </message>
  <message>
   <source>Still to be answered, or to be looked at again:</source>
   <translation>还要答、还要再看看的：</translation>
  </message>
  <message>
   <source>These are answered, and the answer does not fit:</source>
   <translation>这些答了，答案不合适：</translation>
  </message>
  <message>
   <source>{answered} of {asked} questions have an answer.</source>
   <translation>共 {asked} 题，答了 {answered} 题。</translation>
  </message>
 </context>
 <context>
  <name>Finder</name>
  <message numerus="yes">
   <source>%n answers fit</source>
   <translation>
    <numerusform>对得上的有 %n 个</numerusform>
   </translation>
  </message>
  <message>
   <source>No answer has these letters</source>
   <translation>没有对得上的</translation>
  </message>
  <message>
   <source>Type a part of the answer</source>
   <translation>打几个字、拼音或首字母</translation>
  </message>
 </context>
 <context>
  <name>Foot</name>
  <message>
   <source>All earlier answers are here. Go on at question {number}.</source>
   <translation>上次的答案都在，停在第 {number} 题。接着问吧。</translation>
  </message>
  <message>
   <source>Alt+←</source>
   <translation>Alt+←</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>上一页</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Each answer is kept at once, also when the power goes.</source>
   <translation>每答一题就存在本机了。停电也不丢。</translation>
  </message>
  <message>
   <source>Esc once more leaves the trial; its answers are dropped.</source>
   <translation>再按一次 Esc 就不试了，试填的答案不留。</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>目录</translation>
  </message>
  <message numerus="yes">
   <source>The page does not turn yet: %n questions on it need another look.</source>
   <translation>
    <numerusform>还不能翻页：这一页有 %n 题要再看看。</numerusform>
   </translation>
  </message>
  <message>
   <source>This is a trial: nothing is kept.</source>
   <translation>这是试填，什么都不会存下来。</translation>
  </message>
  <message>
   <source>choose</source>
   <translation>选答案</translation>
  </message>
  <message>
   <source>next question</source>
   <translation>下一题</translation>
  </message>
 </context>
 <context>
  <name>FormView</name>
  <message>
   <source> ({part} of {parts})</source>
   <translation>（{part}/{parts}）</translation>
  </message>
  <message numerus="yes">
   <source>%n questions on this page need another look:</source>
   <translation>
    <numerusform>这一页有 %n 题要再看看：</numerusform>
   </translation>
  </message>
  <message>
   <source>All questions</source>
   <translation>所有的题</translation>
  </message>
  <message>
   <source>At the end</source>
   <translation>到最后了</translation>
  </message>
  <message>
   <source>Finish</source>
   <translation>交卷</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>接着问</translation>
  </message>
  <message>
   <source>Go to the first gap</source>
   <translation>去补第一处</translation>
  </message>
  <message>
   <source>Look at it again</source>
   <translation>去看看</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>下一页</translation>
  </message>
  <message>
   <source>One question a page</source>
   <translation>一页只放一题</translation>
  </message>
  <message>
   <source>Page {part} of {parts}</source>
   <translation>第 {part} 页，共 {parts} 页</translation>
  </message>
  <message>
   <source>Part {number} of {count}</source>
   <translation>第 {number} 部分，共 {count} 部分</translation>
  </message>
  <message>
   <source>Question {number}</source>
   <translation>第 {number} 题</translation>
  </message>
  <message>
   <source>Question {number} of {count}</source>
   <translation>第 {number} 题，共 {count} 题</translation>
  </message>
  <message>
   <source>To the end</source>
   <translation>到最后</translation>
  </message>
  <message>
   <source>blank</source>
   <translation>空着</translation>
  </message>
  <message>
   <source>does not fit</source>
   <translation>答案不合适</translation>
  </message>
  <message>
   <source>not asked yet</source>
   <translation>还没问</translation>
  </message>
  <message>
   <source>{name}, number {number}</source>
   <translation>{name}·第 {number} 个</translation>
  </message>
  <message>
   <source>{number}  {question}: {error}</source>
   <translation>{number}  {question} {error}</translation>
  </message>
  <message>
   <source>{part}: {name}</source>
   <translation>{part}：{name}</translation>
  </message>
 </context>
 <context>
  <name>Frame</name>
  <message>
   <source>Larger</source>
   <translation>放大</translation>
  </message>
  <message>
   <source>Smaller again</source>
   <translation>缩小</translation>
  </message>
 </context>
 <context>
  <name>LineEditor</name>
  <message>
   <source>A number is wanted here, with a point before its decimals.</source>
   <translation>这里要填数字，小数用点隔开。</translation>
  </message>
  <message>
   <source>A whole number is wanted here, of nine digits at most.</source>
   <translation>这里要填整数，最多九位。</translation>
  </message>
  <message>
   <source>degrees, 0 is north</source>
   <translation>度，0 是正北</translation>
  </message>
 </context>
 <context>
  <name>MomentEditor</name>
  <message>
   <source>Calendar</source>
   <translation>日历</translation>
  </message>
  <message>
   <source>F4</source>
   <translation>F4</translation>
  </message>
  <message>
   <source>Fill in every part, or leave all of them blank.</source>
   <translation>每一格都要填；不知道就全空着。</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>现在</translation>
  </message>
  <message>
   <source>There is no such day. Look at it again.</source>
   <translation>没有这一天，再看一遍。</translation>
  </message>
  <message>
   <source>This cannot be. Look at the figures again.</source>
   <translation>数字不对，再看一遍。</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>day</source>
   <translation>日</translation>
  </message>
  <message>
   <source>hour</source>
   <translation>时</translation>
  </message>
  <message>
   <source>minute</source>
   <translation>分</translation>
  </message>
  <message>
   <source>month</source>
   <translation>月</translation>
  </message>
  <message>
   <source>year</source>
   <translation>年</translation>
  </message>
 </context>
 <context>
  <name>MonthPanel</name>
  <message>
   <source>April</source>
   <translation>4月</translation>
  </message>
  <message>
   <source>August</source>
   <translation>8月</translation>
  </message>
  <message>
   <source>December</source>
   <translation>12月</translation>
  </message>
  <message>
   <source>February</source>
   <translation>2月</translation>
  </message>
  <message>
   <source>Fr</source>
   <translation>五</translation>
  </message>
  <message>
   <source>January</source>
   <translation>1月</translation>
  </message>
  <message>
   <source>July</source>
   <translation>7月</translation>
  </message>
  <message>
   <source>June</source>
   <translation>6月</translation>
  </message>
  <message>
   <source>March</source>
   <translation>3月</translation>
  </message>
  <message>
   <source>May</source>
   <translation>5月</translation>
  </message>
  <message>
   <source>Mo</source>
   <translation>一</translation>
  </message>
  <message>
   <source>November</source>
   <translation>11月</translation>
  </message>
  <message>
   <source>October</source>
   <translation>10月</translation>
  </message>
  <message>
   <source>Sa</source>
   <translation>六</translation>
  </message>
  <message>
   <source>September</source>
   <translation>9月</translation>
  </message>
  <message>
   <source>Su</source>
   <translation>日</translation>
  </message>
  <message>
   <source>Th</source>
   <translation>四</translation>
  </message>
  <message>
   <source>The month after</source>
   <translation>下个月</translation>
  </message>
  <message>
   <source>The month before</source>
   <translation>上个月</translation>
  </message>
  <message>
   <source>Tu</source>
   <translation>二</translation>
  </message>
  <message>
   <source>We</source>
   <translation>三</translation>
  </message>
  <message>
   <source>{day} {month} {year}</source>
   <translation>{year}年{month}{day}日</translation>
  </message>
  <message>
   <source>{month} {year}</source>
   <translation>{year}年{month}</translation>
  </message>
 </context>
 <context>
  <name>OneLineEditor</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>选一个</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>不选了</translation>
  </message>
 </context>
 <context>
  <name>PhotoEditor</name>
  <message>
   <source>Take a picture</source>
   <translation>拍照</translation>
  </message>
  <message>
   <source>The program can use no camera of this laptop: take the picture by telephone and choose it here.</source>
   <translation>程序用不了这台电脑的摄像头：请用手机拍，再到这里选照片。</translation>
  </message>
 </context>
 <context>
  <name>PlaceEditor</name>
  <message>
   <source>Choose a file with places</source>
   <translation>选一个带地点的文件</translation>
  </message>
  <message>
   <source>From a file</source>
   <translation>从文件读入</translation>
  </message>
  <message>
   <source>GPX, KML or GeoJSON</source>
   <translation>GPX、KML 或 GeoJSON</translation>
  </message>
  <message>
   <source>Places (*.gpx *.kml *.geojson *.json)</source>
   <translation>地点 (*.gpx *.kml *.geojson *.json)</translation>
  </message>
  <message>
   <source>The longitude stood first, as maps of China write it; it was put behind the latitude.</source>
   <translation>先写的是经度（国内地图都这样写），已经换到纬度后面。</translation>
  </message>
 </context>
 <context>
  <name>PlayBar</name>
  <message>
   <source>It cannot be played here.</source>
   <translation>这里放不了。</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>播放</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停下</translation>
  </message>
  <message>
   <source>This laptop cannot play sound or video.</source>
   <translation>这台电脑放不了声音和视频。</translation>
  </message>
  <message>
   <source>{file}: {words}</source>
   <translation>{file}：{words}</translation>
  </message>
 </context>
 <context>
  <name>PointEditor</name>
  <message>
   <source>Height in metres</source>
   <translation>海拔（米）</translation>
  </message>
  <message>
   <source>Latitude, such as 33.0043</source>
   <translation>纬度，比如 33.0043</translation>
  </message>
  <message>
   <source>Longitude, such as 97.0065</source>
   <translation>经度，比如 97.0065</translation>
  </message>
  <message>
   <source>Off by, in metres</source>
   <translation>误差（米）</translation>
  </message>
  <message>
   <source>These are no coordinates: latitude from −90 to 90, longitude from −180 to 180, in degrees.</source>
   <translation>这不是经纬度：纬度 −90 到 90，经度 −180 到 180，用度写。</translation>
  </message>
 </context>
 <context>
  <name>PointRows</name>
  <message>
   <source>Height, m</source>
   <translation>海拔（米）</translation>
  </message>
  <message>
   <source>Latitude</source>
   <translation>纬度</translation>
  </message>
  <message>
   <source>Longitude</source>
   <translation>经度</translation>
  </message>
  <message>
   <source>Off by, m</source>
   <translation>误差（米）</translation>
  </message>
 </context>
 <context>
  <name>Question</name>
  <message>
   <source>An answer is needed here.</source>
   <translation>这一题要有答案。</translation>
  </message>
  <message>
   <source>Several can be chosen.</source>
   <translation>可以选几个。</translation>
  </message>
  <message>
   <source>This answer does not fit. Ask again and look at it once more.</source>
   <translation>这个答案不合适。再问一遍，看看对不对。</translation>
  </message>
  <message>
   <source>{question} (optional)</source>
   <translation>{question}（可不填）</translation>
  </message>
 </context>
 <context>
  <name>RankEditor</name>
  <message>
   <source>This order is right</source>
   <translation>就是这个顺序</translation>
  </message>
 </context>
 <context>
  <name>RowsEditor</name>
  <message>
   <source>These answers have sounds, which this laptop cannot play.</source>
   <translation>这些答案带声音，这台电脑放不了。</translation>
  </message>
 </context>
 <context>
  <name>SearchedEditor</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Chosen: {answers}</source>
   <translation>选的是：{answers}</translation>
  </message>
  <message>
   <source>Nothing chosen yet</source>
   <translation>还没选</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>不选了</translation>
  </message>
 </context>
 <context>
  <name>ShownMedia</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Not on this laptop: {files}</source>
   <translation>这台电脑上没有：{files}</translation>
  </message>
 </context>
 <context>
  <name>ShownOnly</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
 </context>
 <context>
  <name>Sketch</name>
  <message>
   <source>N</source>
   <translation>北</translation>
  </message>
 </context>
 <context>
  <name>SliderEditor</name>
  <message>
   <source>A number from {low} to {high} is wanted here.</source>
   <translation>这里填 {low} 到 {high} 的数。</translation>
  </message>
 </context>
 <context>
  <name>SoundButton</name>
  <message>
   <source>Listen (P)</source>
   <translation>听一听（P）</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停</translation>
  </message>
 </context>
 <context>
  <name>SoundEditor</name>
  <message>
   <source>Record</source>
   <translation>录音</translation>
  </message>
  <message>
   <source>Recording: {time}</source>
   <translation>正在录：{time}</translation>
  </message>
  <message>
   <source>Stop and keep</source>
   <translation>停下，存好</translation>
  </message>
 </context>
 <context>
  <name>StarsEditor</name>
  <message>
   <source>Take back</source>
   <translation>不选了</translation>
  </message>
  <message>
   <source>{number} of {count}</source>
   <translation>{number}，最多 {count}</translation>
  </message>
 </context>
 <context>
  <name>TickEditor</name>
  <message>
   <source>Yes, understood</source>
   <translation>确认</translation>
  </message>
 </context>
 <context>
  <name>UploadEditor</name>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>A file</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>A part of this picture is missing: it was not copied to its end. Copy it once more.</source>
   <translation>这张照片缺了一截，没有拷完。请重新拷一次。</translation>
  </message>
  <message>
   <source>A picture</source>
   <translation>照片</translation>
  </message>
  <message>
   <source>A recording</source>
   <translation>录音</translation>
  </message>
  <message>
   <source>A video</source>
   <translation>视频</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>所有文件 (*)</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>选一个文件</translation>
  </message>
  <message>
   <source>Choose a picture</source>
   <translation>选一张照片</translation>
  </message>
  <message>
   <source>Choose a recording</source>
   <translation>选一段录音</translation>
  </message>
  <message>
   <source>Choose a video</source>
   <translation>选一段视频</translation>
  </message>
  <message>
   <source>Choose another</source>
   <translation>换一个</translation>
  </message>
  <message>
   <source>It can also be dragged here. Nothing but the file itself is kept, not its name.</source>
   <translation>也可以拖到这里。只存文件本身，不存它的名字。</translation>
  </message>
  <message>
   <source>Reading the file…</source>
   <translation>正在读文件…</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>拿掉</translation>
  </message>
  <message>
   <source>The file is no longer on this laptop; it was handed over.</source>
   <translation>文件已经交出，不在这台电脑上了。</translation>
  </message>
  <message>
   <source>There is nothing in this file. Choose another one.</source>
   <translation>这个文件是空的，请换一个。</translation>
  </message>
  <message>
   <source>This file cannot be read. Choose another one.</source>
   <translation>这个文件读不出来，请换一个。</translation>
  </message>
  <message>
   <source>This file is larger than {limit}. Choose a smaller one.</source>
   <translation>这个文件超过 {limit}，请换一个小些的。</translation>
  </message>
  <message>
   <source>This is a program. Programs are not taken as answers.</source>
   <translation>这是一个程序。程序不能当答案。</translation>
  </message>
  <message>
   <source>This is no picture that can be taken here. Choose a JPEG or PNG.</source>
   <translation>这不是能用的照片。请选 JPEG 或 PNG。</translation>
  </message>
  <message>
   <source>This is no sound recording. Choose another file.</source>
   <translation>这不是录音，请换一个文件。</translation>
  </message>
  <message>
   <source>This is no video. Choose another file.</source>
   <translation>这不是视频，请换一个文件。</translation>
  </message>
  <message>
   <source>This is not the kind of file that is asked for. Choose another one.</source>
   <translation>要的不是这种文件，请换一个。</translation>
  </message>
  <message>
   <source>This picture has too many points to be read here. Send it smaller and choose that.</source>
   <translation>这张照片太大，这里读不了。请在手机上改小一点再选。</translation>
  </message>
  <message>
   <source>This telephone's kind of picture (HEIC) cannot be read here. Send it as JPEG and choose that.</source>
   <translation>这种手机照片（HEIC）这里读不了。请存成 JPEG 再选。</translation>
  </message>
 </context>
 <context>
  <name>WalkEditor</name>
  <message numerus="yes">
   <source>%n points</source>
   <translation>
    <numerusform>%n 个点</numerusform>
   </translation>
  </message>
  <message>
   <source>A walk needs two points at least.</source>
   <translation>一条路，至少要两个点。</translation>
  </message>
  <message>
   <source>Add a point</source>
   <translation>加一个点</translation>
  </message>
  <message>
   <source>An area needs three points at least.</source>
   <translation>圈一块地，至少要三个点。</translation>
  </message>
  <message>
   <source>Down</source>
   <translation>下移</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <source>Row {row} is no place: latitude from −90 to 90, longitude from −180 to 180.</source>
   <translation>第 {row} 行不是地点：纬度 −90 到 90，经度 −180 到 180。</translation>
  </message>
  <message>
   <source>Take all out</source>
   <translation>全部拿掉</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>拿掉</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>Up</source>
   <translation>上移</translation>
  </message>
  <message>
   <source>{count}, {area}, {length} around</source>
   <translation>{count}，面积 {area}，一圈 {length}</translation>
  </message>
  <message>
   <source>{count}, {length} long</source>
   <translation>{count}，长 {length}</translation>
  </message>
 </context>
 <context>
  <name>_RankRow</name>
  <message>
   <source>Move down: {answer}</source>
   <translation>往后挪：{answer}</translation>
  </message>
  <message>
   <source>Move up: {answer}</source>
   <translation>往前挪：{answer}</translation>
  </message>
 </context>
</TS>
