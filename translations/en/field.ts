<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>AlongCard</name>
  <message numerus="yes">
   <source>%n file(s) taken along. They go onto your next sticks by themselves.</source>
   <translation>
    <numerusform>%n file taken along. It goes onto your next sticks by itself.</numerusform>
    <numerusform>%n files taken along. They go onto your next sticks by themselves.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sealed file(s) of other laptops here, {size}. You need not press this to write; to carry them on too:</source>
   <translation>
    <numerusform>%n sealed file of another laptop here, {size}. You need not press this to write; to carry it on too:</numerusform>
    <numerusform>%n sealed files of other laptops here, {size}. You need not press this to write; to carry them on too:</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>AskedPeople</name>
  <message numerus="yes">
   <source> %n more without a name.</source>
   <translation>
    <numerusform> %n more without a name.</numerusform>
    <numerusform> %n more without a name.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sealed for headquarters; nobody here can tell whose.</source>
   <translation>
    <numerusform>%n is sealed for headquarters; nobody here can tell whose.</numerusform>
    <numerusform>%n are sealed for headquarters; nobody here can tell whose.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CheckIn</name>
  <message numerus="yes">
   <source>%n found</source>
   <translation>
    <numerusform>%n found</numerusform>
    <numerusform>%n found</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>people here</source>
   <translation>
    <numerusform>person here</numerusform>
    <numerusform>people here</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ComingCard</name>
  <message numerus="yes">
   <source>%n here</source>
   <translation>
    <numerusform>%n here</numerusform>
    <numerusform>%n here</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were here</source>
   <translation>
    <numerusform>%n was here</numerusform>
    <numerusform>%n were here</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CountCard</name>
  <message numerus="yes">
   <source>%n not here yet</source>
   <translation>
    <numerusform>%n not here yet</numerusform>
    <numerusform>%n not here yet</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HandOver</name>
  <message numerus="yes">
   <source>%n file(s)</source>
   <translation>
    <numerusform>%n file</numerusform>
    <numerusform>%n files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The %n bundle(s) without a receipt go along again by themselves. Nothing is counted twice.</source>
   <translation>
    <numerusform>The bundle without a receipt goes along again by itself. Nothing is counted twice.</numerusform>
    <numerusform>The %n bundles without a receipt go along again by themselves. Nothing is counted twice.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>record(s)</source>
   <translation>
    <numerusform>record</numerusform>
    <numerusform>records</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HandedCard</name>
  <message numerus="yes">
   <source>%n records have not left this laptop. Hand over before you go home.</source>
   <translation>
    <numerusform>%n record has not left this laptop. Hand over before you go home.</numerusform>
    <numerusform>%n records have not left this laptop. Hand over before you go home.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ReceiptByCode</name>
  <message numerus="yes">
   <source>%n attachment(s) have not arrived yet; they go along again.</source>
   <translation>
    <numerusform>%n attachment has not arrived yet; it goes along again.</numerusform>
    <numerusform>%n attachments have not arrived yet; they go along again.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RosterImportPage</name>
  <message numerus="yes">
   <source>%n already in</source>
   <translation>
    <numerusform>%n already in</numerusform>
    <numerusform>%n already in</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new check-in(s)</source>
   <translation>
    <numerusform>%n new check-in</numerusform>
    <numerusform>%n new check-ins</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n row(s) with mistakes</source>
   <translation>
    <numerusform>%n row with a mistake</numerusform>
    <numerusform>%n rows with mistakes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without a tick</source>
   <translation>
    <numerusform>%n row without a tick</numerusform>
    <numerusform>%n rows without a tick</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take over %n check-in(s)</source>
   <translation>
    <numerusform>Take over the check-in</numerusform>
    <numerusform>Take over %n check-ins</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SessionCard</name>
  <message numerus="yes">
   <source>%n not here yet</source>
   <translation>
    <numerusform>%n not here yet</numerusform>
    <numerusform>%n not here yet</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n registered at the door</source>
   <translation>
    <numerusform>%n registered at the door</numerusform>
    <numerusform>%n registered at the door</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without a name</source>
   <translation>
    <numerusform>%n without a name</numerusform>
    <numerusform>%n without a name</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>people here</source>
   <translation>
    <numerusform>person here</numerusform>
    <numerusform>people here</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SurveySide</name>
  <message numerus="yes">
   <source>%n handed in, sealed</source>
   <translation>
    <numerusform>%n handed in, sealed</numerusform>
    <numerusform>%n handed in, sealed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %n questions</source>
   <translation>
    <numerusform>about %n question</numerusform>
    <numerusform>about %n questions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>up to %n questions</source>
   <translation>
    <numerusform>up to %n question</numerusform>
    <numerusform>up to %n questions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Surveys</name>
  <message numerus="yes">
   <source>%n people are here</source>
   <translation>
    <numerusform>%n person is here</numerusform>
    <numerusform>%n people are here</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>nobody checked in yet; %n are expected</source>
   <translation>
    <numerusform>nobody checked in yet; %n is expected</numerusform>
    <numerusform>nobody checked in yet; %n are expected</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Today</name>
  <message numerus="yes">
   <source>%n sessions on this day.</source>
   <translation>
    <numerusform>%n session on this day.</numerusform>
    <numerusform>%n sessions on this day.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sessions today.</source>
   <translation>
    <numerusform>%n session today.</numerusform>
    <numerusform>%n sessions today.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n who did not agree to be listed are not on it.</source>
   <translation>
    <numerusform>%n who did not agree to be listed is not on it. </numerusform>
    <numerusform>%n who did not agree to be listed are not on it. </numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The sign-in sheet is written, with %n names.</source>
   <translation>
    <numerusform>The sign-in sheet is written, with %n name.</numerusform>
    <numerusform>The sign-in sheet is written, with %n names.</numerusform>
   </translation>
  </message>
 </context>
</TS>
