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
   <translation>{total} 个里的第 {done} 个</translation>
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
