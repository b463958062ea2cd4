<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>ErasePage</name>
  <message numerus="yes">
   <source>%n answer(s)</source>
   <translation>
    <numerusform>%n answer</numerusform>
    <numerusform>%n answers</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n attendance(s) fewer in {training}</source>
   <translation>
    <numerusform>{training}: %n attendance fewer</numerusform>
    <numerusform>{training}: %n attendances fewer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n backup(s) here still hold erased data and go within half a year.</source>
   <translation>
    <numerusform>%n backup here still holds erased data and goes within half a year.</numerusform>
    <numerusform>%n backups here still hold erased data and go within half a year.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n backup(s) made by hand stay until you delete them.</source>
   <translation>
    <numerusform>%n backup made by hand stays until you delete it.</numerusform>
    <numerusform>%n backups made by hand stay until you delete them.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HintCard</name>
  <message numerus="yes">
   <source>%n record(s) came without contents, purged on laptops before. The newest backup has them: press "Restore from a backup" before you write a new one.</source>
   <translation>
    <numerusform>%n record came without contents, purged on a laptop before. The newest backup has them: press "Restore from a backup" before you write a new one.</numerusform>
    <numerusform>%n records came without contents, purged on laptops before. The newest backup has them: press "Restore from a backup" before you write a new one.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportPage</name>
  <message numerus="yes">
   <source>%n as they are</source>
   <translation>
    <numerusform>%n unchanged</numerusform>
    <numerusform>%n unchanged</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changed</source>
   <translation>
    <numerusform>%n changed</numerusform>
    <numerusform>%n changed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new</source>
   <translation>
    <numerusform>%n new</numerusform>
    <numerusform>%n new</numerusform>
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
   <source>Changes %n</source>
   <translation>
    <numerusform>Changes %n</numerusform>
    <numerusform>Changes %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>New people %n</source>
   <translation>
    <numerusform>New people %n</numerusform>
    <numerusform>New people %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Remarks %n</source>
   <translation>
    <numerusform>Remarks %n</numerusform>
    <numerusform>Remarks %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take the %n sound one(s)</source>
   <translation>
    <numerusform>Take the sound one</numerusform>
    <numerusform>Take the %n sound ones</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>InstallPack</name>
  <message numerus="yes">
   <source>%n file(s) there are damaged: copy them again from where they came, or ask headquarters.</source>
   <translation>
    <numerusform>%n file there is damaged: copy it again from where it came, or ask headquarters.</numerusform>
    <numerusform>%n files there are damaged: copy them again from where they came, or ask headquarters.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n forms</source>
   <translation>
    <numerusform>%n form</numerusform>
    <numerusform>%n forms</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n other files of Tianye are there, none of them a pack for this laptop.</source>
   <translation>
    <numerusform>Another file of Tianye is there, but no pack for this laptop.</numerusform>
    <numerusform>%n other files of Tianye are there, none of them a pack for this laptop.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n trainings</source>
   <translation>
    <numerusform>%n training</numerusform>
    <numerusform>%n trainings</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NewPersonPage</name>
  <message numerus="yes">
   <source>%n person/people alike in the register</source>
   <translation>
    <numerusform>%n person alike in the register</numerusform>
    <numerusform>%n people alike in the register</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NextKeysPage</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>%n more character is needed.</numerusform>
    <numerusform>%n more characters are needed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OperatorsPage</name>
  <message numerus="yes">
   <source>%n more characters are needed.</source>
   <translation>
    <numerusform>One more character is needed.</numerusform>
    <numerusform>%n more characters are needed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PersonPage</name>
  <message numerus="yes">
   <source>History, %n entries</source>
   <translation>
    <numerusform>History, %n entry</numerusform>
    <numerusform>History, %n entries</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Took part %n time(s)</source>
   <translation>
    <numerusform>Took part once</numerusform>
    <numerusform>Took part %n times</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RegisterPage</name>
  <message numerus="yes">
   <source>%n counties</source>
   <translation>
    <numerusform>%n county</numerusform>
    <numerusform>%n counties</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n found</source>
   <translation>
    <numerusform>%n found</numerusform>
    <numerusform>%n found</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RetentionCard</name>
  <message numerus="yes">
   <source>Purge them after %n day(s)</source>
   <translation>
    <numerusform>Purge them after %n day</numerusform>
    <numerusform>Purge them after %n days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Purged %n day(s) after they came here and were saved in a backup on another disk. Goes out with packs.</source>
   <translation>
    <numerusform>Purged %n day after they came here and were saved in a backup on another disk. Goes out with packs.</numerusform>
    <numerusform>Purged %n days after they came here and were saved in a backup on another disk. Goes out with packs.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>told</name>
  <message numerus="yes">
   <source>%n badge(s) written. Open the page and print it.</source>
   <translation>
    <numerusform>%n badge written. Open the page and print it.</numerusform>
    <numerusform>%n badges written. Open the page and print it.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n check-in(s) taken over from paper</source>
   <translation>
    <numerusform>%n check-in taken over from paper</numerusform>
    <numerusform>%n check-ins taken over from paper</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n expected stand(s) not on it: not agreed to be listed.</source>
   <translation>
    <numerusform>%n expected is not on it: not agreed to be listed.</numerusform>
    <numerusform>%n expected are not on it: not agreed to be listed.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n left out: not agreed to stand on lists.</source>
   <translation>
    <numerusform>%n left out: not agreed to stand on lists.</numerusform>
    <numerusform>%n left out: not agreed to stand on lists.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with a line for the pen: the name may not be listed.</source>
   <translation>
    <numerusform>%n with a line for the pen: the name may not be listed.</numerusform>
    <numerusform>%n with a line for the pen: the names may not be listed.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Written, with %n name(s).</source>
   <translation>
    <numerusform>Written, with %n name.</numerusform>
    <numerusform>Written, with %n names.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{file} is written: %n person(s).</source>
   <translation>
    <numerusform>{file} is written: %n person.</numerusform>
    <numerusform>{file} is written: %n people.</numerusform>
   </translation>
  </message>
 </context>
</TS>
