<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>PinBoard</name>
  <message numerus="yes">
   <source>%n digits typed</source>
   <translation>
    <numerusform>%n digit typed</numerusform>
    <numerusform>%n digits typed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Wrong three times. Try again in %n seconds.</source>
   <translation>
    <numerusform>Wrong three times. Try again in %n second.</numerusform>
    <numerusform>Wrong three times. Try again in %n seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ScanBoard</name>
  <message numerus="yes">
   <source>%n here</source>
   <translation>
    <numerusform>%n here</numerusform>
    <numerusform>%n here</numerusform>
   </translation>
  </message>
 </context>
</TS>
