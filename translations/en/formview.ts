<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>Ending</name>
  <message numerus="yes">
   <source> %n optional ones are blank; that is all right.</source>
   <translation>
    <numerusform> %n optional one is blank; that is all right.</numerusform>
    <numerusform> %n optional ones are blank; that is all right.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n answers need another look</source>
   <translation>
    <numerusform>%n answer needs another look</numerusform>
    <numerusform>%n answers need another look</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n questions still need an answer:</source>
   <translation>
    <numerusform>%n question still needs an answer:</numerusform>
    <numerusform>%n questions still need an answer:</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %n more.</source>
   <translation>
    <numerusform>And %n more.</numerusform>
    <numerusform>And %n more.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Finder</name>
  <message numerus="yes">
   <source>%n answers fit</source>
   <translation>
    <numerusform>%n answer fits</numerusform>
    <numerusform>%n answers fit</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Foot</name>
  <message numerus="yes">
   <source>The page does not turn yet: %n questions on it need another look.</source>
   <translation>
    <numerusform>The page does not turn yet: %n question on it needs another look.</numerusform>
    <numerusform>The page does not turn yet: %n questions on it need another look.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FormView</name>
  <message numerus="yes">
   <source>%n questions on this page need another look:</source>
   <translation>
    <numerusform>%n question on this page needs another look:</numerusform>
    <numerusform>%n questions on this page need another look:</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WalkEditor</name>
  <message numerus="yes">
   <source>%n points</source>
   <translation>
    <numerusform>%n point</numerusform>
    <numerusform>%n points</numerusform>
   </translation>
  </message>
 </context>
</TS>
