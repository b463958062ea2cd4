<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>BusyBar</name>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停下</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>第 {done} 个，共 {total} 个</translation>
  </message>
 </context>
 <context>
  <name>Chooser</name>
  <message>
   <source>Kind of file:</source>
   <translation>文件类型：</translation>
  </message>
  <message>
   <source>No such file:</source>
   <translation>没有这个文件：</translation>
  </message>
  <message>
   <source>No such folder:</source>
   <translation>没有这个文件夹：</translation>
  </message>
  <message>
   <source>Place:</source>
   <translation>位置：</translation>
  </message>
 </context>
 <context>
  <name>FaultCard</name>
  <message>
   <source>Code {code}</source>
   <translation>代码 {code}</translation>
  </message>
  <message>
   <source>What happened</source>
   <translation>发生什么</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>怎么办</translation>
  </message>
  <message>
   <source>What was kept</source>
   <translation>保住什么</translation>
  </message>
 </context>
 <context>
  <name>Foot</name>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
 </context>
 <context>
  <name>FootMenu</name>
  <message>
   <source>Lock</source>
   <translation>锁上</translation>
  </message>
  <message>
   <source>Somebody else takes over</source>
   <translation>换人</translation>
  </message>
  <message>
   <source>Who works here</source>
   <translation>谁在用这台电脑</translation>
  </message>
 </context>
 <context>
  <name>GuidePanel</name>
  <message>
   <source>All pages</source>
   <translation>全部页面</translation>
  </message>
  <message>
   <source>Close the help</source>
   <translation>收起帮助</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>帮助</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Places</source>
   <translation>去处</translation>
  </message>
  <message>
   <source>Tianye</source>
   <translation>田野</translation>
  </message>
 </context>
 <context>
  <name>RailButton</name>
  <message>
   <source>{place}, {count} waiting</source>
   <translation>{place}，{count} 件等着</translation>
  </message>
 </context>
 <context>
  <name>StickPicker</name>
  <message>
   <source>A folder</source>
   <translation>存成文件，自己发送</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>选文件夹</translation>
  </message>
  <message>
   <source>In {folder}. {line}</source>
   <translation>在 {folder}。{line}</translation>
  </message>
  <message>
   <source>Locked: slide the switch at its side and plug it in again</source>
   <translation>写不进去：优盘侧面的锁拨上了。拨开再插一次。</translation>
  </message>
  <message>
   <source>Nearly full: {free}</source>
   <translation>快满了：{free}</translation>
  </message>
  <message>
   <source>No stick is plugged in</source>
   <translation>没有插优盘</translation>
  </message>
  <message>
   <source>Plug one in: it shows up here by itself</source>
   <translation>插上优盘，这里自己会出现</translation>
  </message>
  <message>
   <source>Press again to choose another</source>
   <translation>再按一次换别的</translation>
  </message>
  <message>
   <source>Press to use this one</source>
   <translation>按一下就用它</translation>
  </message>
  <message>
   <source>Send the file yourself, by WeChat or e-mail</source>
   <translation>选一个文件夹，再用微信或邮件发</translation>
  </message>
  <message>
   <source>{size} free</source>
   <translation>可用 {size}</translation>
  </message>
 </context>
 <context>
  <name>Switches</name>
  <message>
   <source>As the system</source>
   <translation>随系统</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>深色</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>高反差</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Language, colours, text size</source>
   <translation>语言、颜色、字号</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>浅色</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>字号</translation>
  </message>
 </context>
 <context>
  <name>UndoBar</name>
  <message>
   <source>Undo  Ctrl+Z</source>
   <translation>撤销  Ctrl+Z</translation>
  </message>
 </context>
 <context>
  <name>_NoticeCard</name>
  <message>
   <source>Close this notice</source>
   <translation>收起这条消息</translation>
  </message>
  <message>
   <source>Code {code}</source>
   <translation>代码 {code}</translation>
  </message>
 </context>
</TS>
