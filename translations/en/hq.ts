<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>FigureCard</name>
  <message numerus="yes">
   <source>%n laptops may hold more</source>
   <translation>
    <numerusform>%n laptop may hold more</numerusform>
    <numerusform>%n laptops may hold more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>all %n laptops handed over</source>
   <translation>
    <numerusform>1 laptop, handed over</numerusform>
    <numerusform>%n laptops, all handed over</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FormReport</name>
  <message numerus="yes">
   <source>%n groups</source>
   <translation>
    <numerusform>%n group</numerusform>
    <numerusform>%n groups</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n questions</source>
   <translation>
    <numerusform>%n question</numerusform>
    <numerusform>%n questions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %n more.</source>
   <translation>
    <numerusform>And %n more.</numerusform>
    <numerusform>And %n more.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This form cannot be used yet: %n places need mending</source>
   <translation>
    <numerusform>This form cannot be used yet: %n place needs mending</numerusform>
    <numerusform>This form cannot be used yet: %n places need mending</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Forms</name>
  <message numerus="yes">
   <source>%n answers</source>
   <translation>
    <numerusform>%n answer</numerusform>
    <numerusform>%n answers</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n forms, every version of them; packs carry them to the laptops</source>
   <translation>
    <numerusform>%n form, every version of it; packs carry it to the laptops</numerusform>
    <numerusform>%n forms, every version of them; packs carry them to the laptops</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n groups</source>
   <translation>
    <numerusform>%n group</numerusform>
    <numerusform>%n groups</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n questions</source>
   <translation>
    <numerusform>%n question</numerusform>
    <numerusform>%n questions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Held</name>
  <message numerus="yes">
   <source>Both are kept. Not counted yet: %n record(s) of the copy.</source>
   <translation>
    <numerusform>Both are kept. Not counted yet: %n record of the copy.</numerusform>
    <numerusform>Both are kept. Not counted yet: %n records of the copy.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>They are kept and do not count yet: %n record(s).</source>
   <translation>
    <numerusform>It is kept and does not count yet: %n record.</numerusform>
    <numerusform>They are kept and do not count yet: %n records.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{laptop}: %n record(s) left out</source>
   <translation>
    <numerusform>{laptop}: %n record left out</numerusform>
    <numerusform>{laptop}: %n records left out</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{laptop}: %n record(s) taken in</source>
   <translation>
    <numerusform>{laptop}: %n record taken in</numerusform>
    <numerusform>{laptop}: %n records taken in</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HeldCard</name>
  <message numerus="yes">
   <source>Look at the %n record(s)</source>
   <translation>
    <numerusform>Look at the record</numerusform>
    <numerusform>Look at the %n records</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Inbox</name>
  <message numerus="yes">
   <source>%n bundle(s) received so far</source>
   <translation>
    <numerusform>%n bundle received so far</numerusform>
    <numerusform>%n bundles received so far</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n laptop(s)</source>
   <translation>
    <numerusform>%n laptop</numerusform>
    <numerusform>%n laptops</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with a gap</source>
   <translation>
    <numerusform>%n with a gap</numerusform>
    <numerusform>%n with a gap</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with one not taken in</source>
   <translation>
    <numerusform>%n with one not taken in</numerusform>
    <numerusform>%n with one not taken in</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with records to decide on</source>
   <translation>
    <numerusform>%n with records to decide on</numerusform>
    <numerusform>%n with records to decide on</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Receipts for %n laptop(s)</source>
   <translation>
    <numerusform>Receipt for %n laptop</numerusform>
    <numerusform>Receipts for %n laptops</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>InboxCodes</name>
  <message numerus="yes">
   <source>Print %n code(s)</source>
   <translation>
    <numerusform>Print %n code</numerusform>
    <numerusform>Print %n codes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>InboxHeld</name>
  <message numerus="yes">
   <source>%n more are not shown here</source>
   <translation>
    <numerusform>%n more is not shown here</numerusform>
    <numerusform>%n more are not shown here</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sealed file(s) that these records came in were destroyed: they named somebody who was erased. The records are here, without her.</source>
   <translation>
    <numerusform>%n sealed file that these records came in was destroyed: it named somebody who was erased. The records are here, without her.</numerusform>
    <numerusform>%n sealed files that these records came in were destroyed: they named somebody who was erased. The records are here, without her.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take these %n record(s) in</source>
   <translation>
    <numerusform>Take this record in</numerusform>
    <numerusform>Take these %n records in</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>InboxReceipts</name>
  <message numerus="yes">
   <source>%n laptop(s) wait for one</source>
   <translation>
    <numerusform>%n laptop waits for one</numerusform>
    <numerusform>%n laptops wait for one</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Write %n receipt(s)</source>
   <translation>
    <numerusform>Write %n receipt</numerusform>
    <numerusform>Write %n receipts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Written: %n receipt(s)</source>
   <translation>
    <numerusform>Written: %n receipt</numerusform>
    <numerusform>Written: %n receipts</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LaptopPacks</name>
  <message numerus="yes">
   <source>%n form(s)</source>
   <translation>
    <numerusform>%n form</numerusform>
    <numerusform>%n forms</numerusform>
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
   <source>%n training(s)</source>
   <translation>
    <numerusform>%n training</numerusform>
    <numerusform>%n trainings</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Write %n pack(s)</source>
   <translation>
    <numerusform>Write %n pack</numerusform>
    <numerusform>Write %n packs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Written: %n pack(s)</source>
   <translation>
    <numerusform>Written: %n pack</numerusform>
    <numerusform>Written: %n packs</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LaptopWords</name>
  <message numerus="yes">
   <source>%n record(s)</source>
   <translation>
    <numerusform>%n record</numerusform>
    <numerusform>%n records</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{place} and others, %n counties</source>
   <translation>
    <numerusform>{place}</numerusform>
    <numerusform>{place}, {more} more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Laptops</name>
  <message numerus="yes">
   <source>%n bundle(s)</source>
   <translation>
    <numerusform>%n bundle</numerusform>
    <numerusform>%n bundles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n laptop(s)</source>
   <translation>
    <numerusform>%n laptop</numerusform>
    <numerusform>%n laptops</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without a pack</source>
   <translation>
    <numerusform>%n without a pack</numerusform>
    <numerusform>%n without a pack</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ListPage</name>
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
   <source>%n rows with mistakes</source>
   <translation>
    <numerusform>%n row with mistakes</numerusform>
    <numerusform>%n rows with mistakes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take in the %n sound rows</source>
   <translation>
    <numerusform>Take in the %n sound row</numerusform>
    <numerusform>Take in the %n sound rows</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NextCard</name>
  <message numerus="yes">
   <source>Go to review: %n case(s) wait for a decision.</source>
   <translation>
    <numerusform>Go to review: %n case waits for a decision.</numerusform>
    <numerusform>Go to review: %n cases wait for a decision.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>See to the %n card(s) below.</source>
   <translation>
    <numerusform>See to the card below.</numerusform>
    <numerusform>See to the %n cards below.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take in the %n bundle(s) that wait in the folder.</source>
   <translation>
    <numerusform>Take in the %n bundle that waits in the folder.</numerusform>
    <numerusform>Take in the %n bundles that wait in the folder.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Write receipts for %n laptop(s).</source>
   <translation>
    <numerusform>Write a receipt for %n laptop.</numerusform>
    <numerusform>Write receipts for %n laptops.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotesCard</name>
  <message numerus="yes">
   <source>%n file(s) wait for a newer program</source>
   <translation>
    <numerusform>%n file waits for a newer program</numerusform>
    <numerusform>%n files wait for a newer program</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored: %n laptop(s) are asked again</source>
   <translation>
    <numerusform>Restored: %n laptop is asked again</numerusform>
    <numerusform>Restored: %n laptops are asked again</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PairView</name>
  <message numerus="yes">
   <source>took part in %n sessions</source>
   <translation>
    <numerusform>took part in %n session</numerusform>
    <numerusform>took part in %n sessions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ResultCard</name>
  <message numerus="yes">
   <source>%n brought something new and was taken in.</source>
   <translation>
    <numerusform>%n brought something new and was taken in.</numerusform>
    <numerusform>%n brought something new and were taken in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n of them are packs of this headquarters from before it was restored.</source>
   <translation>
    <numerusform>%n of them is a pack of this headquarters from before it was restored.</numerusform>
    <numerusform>%n of them are packs of this headquarters from before it was restored.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n pack(s) and receipt(s) were passed over.</source>
   <translation>
    <numerusform>%n pack or receipt was passed over: it goes to a laptop.</numerusform>
    <numerusform>%n packs and receipts were passed over: they go to laptops.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n picture(s) or file(s) have not arrived yet: the receipt asks for them.</source>
   <translation>
    <numerusform>%n picture or file has not arrived yet: the receipt asks for it.</numerusform>
    <numerusform>%n pictures or files have not arrived yet: the receipt asks for them.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) are kept for you to decide on.</source>
   <translation>
    <numerusform>%n record is kept for you to decide on.</numerusform>
    <numerusform>%n records are kept for you to decide on.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) came without contents: the laptop had purged them before.</source>
   <translation>
    <numerusform>%n record came without contents: the laptop had purged it before.</numerusform>
    <numerusform>%n records came without contents: the laptop had purged them before.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n record(s) that had come without contents have them again.</source>
   <translation>
    <numerusform>%n record that had come without contents has them again.</numerusform>
    <numerusform>%n records that had come without contents have them again.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n wait(s) for an earlier one, and is kept.</source>
   <translation>
    <numerusform>%n waits for an earlier one; it is kept.</numerusform>
    <numerusform>%n wait for an earlier one; they are kept.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n was known already, to the letter.</source>
   <translation>
    <numerusform>%n brought nothing that was not known.</numerusform>
    <numerusform>%n brought nothing that was not known.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n was not taken in; it is as it was.</source>
   <translation>
    <numerusform>%n was not taken in; it is as it was.</numerusform>
    <numerusform>%n were not taken in; they are as they were.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Looked at %n file(s)</source>
   <translation>
    <numerusform>Looked at %n file</numerusform>
    <numerusform>Looked at %n files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Stopped: %n file(s) were not looked at, take them in another time.</source>
   <translation>
    <numerusform>Stopped: %n file was not looked at, take it in another time.</numerusform>
    <numerusform>Stopped: %n files were not looked at, take them in another time.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{laptop}: new records; %n were known already</source>
   <translation>
    <numerusform>{laptop}: new records; %n was known already</numerusform>
    <numerusform>{laptop}: new records; %n were known already</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Review</name>
  <message numerus="yes">
   <source>%n cases</source>
   <translation>
    <numerusform>%n case</numerusform>
    <numerusform>%n cases</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TrainingPage</name>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sessions</source>
   <translation>
    <numerusform>%n session</numerusform>
    <numerusform>%n sessions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>+ %n without a name</source>
   <translation>
    <numerusform>+ %n without a name</numerusform>
    <numerusform>+ %n without a name</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Trainings</name>
  <message numerus="yes">
   <source>%n sessions</source>
   <translation>
    <numerusform>%n session</numerusform>
    <numerusform>%n sessions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n trainings</source>
   <translation>
    <numerusform>%n training</numerusform>
    <numerusform>%n trainings</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>+ %n without a name</source>
   <translation>
    <numerusform>+ %n without a name</numerusform>
    <numerusform>+ %n without a name</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WatchedCard</name>
  <message numerus="yes">
   <source>%n bundle(s) wait in the folder "{name}"</source>
   <translation>
    <numerusform>%n bundle waits in the folder "{name}"</numerusform>
    <numerusform>%n bundles wait in the folder "{name}"</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take in these %n</source>
   <translation>
    <numerusform>Take it in</numerusform>
    <numerusform>Take in these %n</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>review</name>
  <message numerus="yes">
   <source>%n records kept unread</source>
   <translation>
    <numerusform>%n record kept unread</numerusform>
    <numerusform>%n records kept unread</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Both were checked in at %n sessions</source>
   <translation>
    <numerusform>Both were checked in at %n session</numerusform>
    <numerusform>Both were checked in at %n sessions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The name is common: the register has it %n times</source>
   <translation>
    <numerusform>The register has the name %n time</numerusform>
    <numerusform>The name is common: the register has it %n times</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>trainings</name>
  <message numerus="yes">
   <source>%n came and did not complete it.</source>
   <translation>
    <numerusform>%n person came and did not complete it.</numerusform>
    <numerusform>%n people came and did not complete it.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n certificates written. Open the page and print it.</source>
   <translation>
    <numerusform>%n certificate written. Open the page and print it.</numerusform>
    <numerusform>%n certificates written. Open the page and print it.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n completed it and may not be listed.</source>
   <translation>
    <numerusform>%n person completed it and may not be listed.</numerusform>
    <numerusform>%n people completed it and may not be listed.</numerusform>
   </translation>
  </message>
 </context>
</TS>
