<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>Forgotten</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>One more character is needed.</numerusform>
    <numerusform>%n more characters are needed.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Five groups of five: %n more.</source>
   <translation>
    <numerusform>Five groups of five: %n more.</numerusform>
    <numerusform>Five groups of five: %n more.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PassphraseStep</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>One more character is needed.</numerusform>
    <numerusform>%n more characters are needed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Restore</name>
  <message numerus="yes">
   <source>The newest good one: {moment}; %n found.</source>
   <translation>
    <numerusform>The newest good one: {moment}; %n found.</numerusform>
    <numerusform>The newest good one: {moment}; %n found.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Saving</name>
  <message numerus="yes">
   <source>%n answer(s)</source>
   <translation>
    <numerusform>%n answer</numerusform>
    <numerusform>%n answers</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n file(s) that belong to records are lost.</source>
   <translation>
    <numerusform>%n file that belongs to records is lost.</numerusform>
    <numerusform>%n files that belong to records are lost.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) are lost.</source>
   <translation>
    <numerusform>%n record is lost.</numerusform>
    <numerusform>%n records are lost.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) were saved.</source>
   <translation>
    <numerusform>%n record was saved.</numerusform>
    <numerusform>%n records were saved.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) were saved; nothing was lost.</source>
   <translation>
    <numerusform>%n record was saved; nothing was lost.</numerusform>
    <numerusform>%n records were saved; nothing was lost.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n session(s)</source>
   <translation>
    <numerusform>%n session</numerusform>
    <numerusform>%n sessions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Of %n person(s) nothing can be written before the next pack.</source>
   <translation>
    <numerusform>Of %n person nothing can be written before the next pack.</numerusform>
    <numerusform>Of %n people nothing can be written before the next pack.</numerusform>
   </translation>
  </message>
 </context>
</TS>
