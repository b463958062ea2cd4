<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>faults</name>
  <message>
   <source>anonymous.bad-age-group</source>
   <comment>happened</comment>
   <translation>There is no such age group; there are {allowed}.</translation>
  </message>
  <message>
   <source>anonymous.bad-sex</source>
   <comment>happened</comment>
   <translation>Without a name, the sex is f or m or nothing.</translation>
  </message>
  <message>
   <source>answer.empty-file</source>
   <comment>happened</comment>
   <translation>This file is empty.</translation>
  </message>
  <message>
   <source>answer.files-too-large</source>
   <comment>happened</comment>
   <translation>The files of a response have {limit} bytes together at most.</translation>
  </message>
  <message>
   <source>answer.files-too-large</source>
   <comment>next</comment>
   <translation>Choose a smaller file, or take some away.</translation>
  </message>
  <message>
   <source>answer.is-a-program</source>
   <comment>happened</comment>
   <translation>This is a program. Programs are not taken as answers.</translation>
  </message>
  <message>
   <source>answer.no-room</source>
   <comment>happened</comment>
   <translation>The disk of this computer is nearly full and takes no files any more; check-ins go on.</translation>
  </message>
  <message>
   <source>answer.no-room</source>
   <comment>next</comment>
   <translation>Make room first: {room} bytes have to stay free.</translation>
  </message>
  <message>
   <source>answer.not-a-file</source>
   <comment>happened</comment>
   <translation>This question takes a file ({ref}).</translation>
  </message>
  <message>
   <source>answer.takes-no-file</source>
   <comment>happened</comment>
   <translation>This question takes no file ({ref}).</translation>
  </message>
  <message>
   <source>answer.too-many-files</source>
   <comment>happened</comment>
   <translation>A response takes {limit} files at most.</translation>
  </message>
  <message>
   <source>answer.too-many-files</source>
   <comment>next</comment>
   <translation>Take some away first.</translation>
  </message>
  <message>
   <source>answer.wrong-kind-of-file</source>
   <comment>happened</comment>
   <translation>This question asks for another kind of file ({wanted}).</translation>
  </message>
  <message>
   <source>answers.left-as-draft</source>
   <comment>happened</comment>
   <translation>{refused} answers were refused, and {missing} questions are still open or break a rule of the form.</translation>
  </message>
  <message>
   <source>answers.left-as-draft</source>
   <comment>kept</comment>
   <translation>The answers are kept as a draft.</translation>
  </message>
  <message>
   <source>answers.not-an-object</source>
   <comment>happened</comment>
   <translation>The answers are not an object of path and answer.</translation>
  </message>
  <message>
   <source>answers.not-json</source>
   <comment>happened</comment>
   <translation>The answers are not JSON (line {line}).</translation>
  </message>
  <message>
   <source>assets.missing</source>
   <comment>happened</comment>
   <translation>A file that belongs to the program is missing ({name}).</translation>
  </message>
  <message>
   <source>assets.missing</source>
   <comment>next</comment>
   <translation>Install Tianye again; the data is not touched.</translation>
  </message>
  <message>
   <source>attachment.damaged</source>
   <comment>happened</comment>
   <translation>An attachment is not as it was written ({attachment}).</translation>
  </message>
  <message>
   <source>attachment.damaged</source>
   <comment>next</comment>
   <translation>Restore the newest backup.</translation>
  </message>
  <message>
   <source>attachment.too-large</source>
   <comment>happened</comment>
   <translation>An attachment is larger than {limit} bytes.</translation>
  </message>
  <message>
   <source>attendance.crossed-but-marked</source>
   <comment>happened</comment>
   <translation>A cross stands here, but the person is marked as present; the mark stays.</translation>
  </message>
  <message>
   <source>attendance.id-unknown</source>
   <comment>happened</comment>
   <translation>Nobody on the register has this id.</translation>
  </message>
  <message>
   <source>attendance.listed-twice</source>
   <comment>happened</comment>
   <translation>This person stands in row {first_row} too.</translation>
  </message>
  <message>
   <source>attendance.name-differs</source>
   <comment>happened</comment>
   <translation>The id belongs to somebody of another name.</translation>
  </message>
  <message>
   <source>attendance.person-ambiguous</source>
   <comment>happened</comment>
   <translation>{found} people have this name and these digits of a phone.</translation>
  </message>
  <message>
   <source>attendance.person-unknown</source>
   <comment>happened</comment>
   <translation>Nobody on the register has this name and these digits of a phone.</translation>
  </message>
  <message>
   <source>attendance.phone-tail-missing</source>
   <comment>happened</comment>
   <translation>Without an id, a row needs the last four digits of the phone.</translation>
  </message>
  <message>
   <source>attendance.phone-tail-unreadable</source>
   <comment>happened</comment>
   <translation>The cell does not hold the last four digits of a phone.</translation>
  </message>
  <message>
   <source>attendance.row-empty</source>
   <comment>happened</comment>
   <translation>No session is ticked in this row.</translation>
  </message>
  <message>
   <source>attendance.session-missing</source>
   <comment>happened</comment>
   <translation>No column is one of a session.</translation>
  </message>
  <message>
   <source>attendance.session-undated</source>
   <comment>happened</comment>
   <translation>This session has no date, so a sheet cannot say which day it is for.</translation>
  </message>
  <message>
   <source>attendance.tick-unreadable</source>
   <comment>happened</comment>
   <translation>The cell says neither that the person came nor that they did not.</translation>
  </message>
  <message>
   <source>attendance.unknown-training</source>
   <comment>happened</comment>
   <translation>No training of this code is here.</translation>
  </message>
  <message>
   <source>backup.copy-damaged</source>
   <comment>happened</comment>
   <translation>The backup did not read back as it was written, and was not kept.</translation>
  </message>
  <message>
   <source>backup.database-damaged</source>
   <comment>happened</comment>
   <translation>The database in the backup is damaged ({found}).</translation>
  </message>
  <message>
   <source>backup.file-damaged</source>
   <comment>happened</comment>
   <translation>A file of the backup is damaged ({name}).</translation>
  </message>
  <message>
   <source>backup.file-missing</source>
   <comment>happened</comment>
   <translation>A file of the backup is missing ({name}).</translation>
  </message>
  <message>
   <source>backup.heads-differ</source>
   <comment>happened</comment>
   <translation>The backup holds something else than its list says.</translation>
  </message>
  <message>
   <source>backup.not-one</source>
   <comment>happened</comment>
   <translation>This folder is no backup of this program.</translation>
  </message>
  <message>
   <source>backup.target-exists</source>
   <comment>happened</comment>
   <translation>There is something there already; a backup is never restored over anything.</translation>
  </message>
  <message>
   <source>backup.too-new</source>
   <comment>happened</comment>
   <translation>This backup was written by a newer version of the program.</translation>
  </message>
  <message>
   <source>badge.newer-version</source>
   <comment>happened</comment>
   <translation>This badge was made by a newer version of the program.</translation>
  </message>
  <message>
   <source>badge.nobody</source>
   <comment>happened</comment>
   <translation>There is nobody to make a badge for.</translation>
  </message>
  <message>
   <source>badge.unreadable</source>
   <comment>happened</comment>
   <translation>The code on this badge cannot be read.</translation>
  </message>
  <message>
   <source>badge.unreadable</source>
   <comment>next</comment>
   <translation>Scan once more; if it does not help, search by name.</translation>
  </message>
  <message>
   <source>birth-date.impossible</source>
   <comment>happened</comment>
   <translation>There is no such day.</translation>
  </message>
  <message>
   <source>birth-date.in-future</source>
   <comment>happened</comment>
   <translation>The birth date lies in the future.</translation>
  </message>
  <message>
   <source>birth-date.unreadable</source>
   <comment>happened</comment>
   <translation>The birth date cannot be read.</translation>
  </message>
  <message>
   <source>bundle.attachment-damaged</source>
   <comment>happened</comment>
   <translation>An attachment that belongs into this file is damaged on this computer.</translation>
  </message>
  <message>
   <source>bundle.bad-signature</source>
   <comment>happened</comment>
   <translation>The signature of this file does not fit: it was changed after it was signed.</translation>
  </message>
  <message>
   <source>bundle.chain-broken</source>
   <comment>happened</comment>
   <translation>An operation after number {after} of this file does not continue what came before it.</translation>
  </message>
  <message>
   <source>bundle.damaged</source>
   <comment>happened</comment>
   <translation>This file was damaged on its way: what it holds is not what was written.</translation>
  </message>
  <message>
   <source>bundle.damaged</source>
   <comment>next</comment>
   <translation>Ask the sender to write it again; her laptop still has everything.</translation>
  </message>
  <message>
   <source>bundle.fork</source>
   <comment>happened</comment>
   <translation>From operation {sequence} on, this laptop says something else than it said before: it may be a copy, or an older state that was put back.</translation>
  </message>
  <message>
   <source>bundle.gap</source>
   <comment>happened</comment>
   <translation>This bundle begins at operation {first}, but what comes before it, from {needs} on, has not arrived.</translation>
  </message>
  <message>
   <source>bundle.gap</source>
   <comment>next</comment>
   <translation>Look for the earlier bundle, or give the laptop a new pack: it asks for what is missing.</translation>
  </message>
  <message>
   <source>bundle.hostile-header</source>
   <comment>happened</comment>
   <translation>The beginning of this file is not as this program writes it; it was not opened.</translation>
  </message>
  <message>
   <source>bundle.needs-newer-program</source>
   <comment>happened</comment>
   <translation>This file was written by a newer version of the program, in a form this one cannot read.</translation>
  </message>
  <message>
   <source>bundle.no-headquarters</source>
   <comment>happened</comment>
   <translation>This laptop does not know its headquarters yet, so there is nobody to write a bundle for.</translation>
  </message>
  <message>
   <source>bundle.no-headquarters</source>
   <comment>next</comment>
   <translation>Install the pack from headquarters first.</translation>
  </message>
  <message>
   <source>bundle.no-room-to-wait</source>
   <comment>happened</comment>
   <translation>{files} bundles of this laptop wait already, and no more than {most} may.</translation>
  </message>
  <message>
   <source>bundle.no-room-to-wait</source>
   <comment>next</comment>
   <translation>Take in what they wait for first, or ask the laptop for one new bundle: it holds everything.</translation>
  </message>
  <message>
   <source>bundle.none-in-folder</source>
   <comment>happened</comment>
   <translation>In the folder {name} there is no file whose name ends in .tianye.</translation>
  </message>
  <message>
   <source>bundle.not-for-us</source>
   <comment>happened</comment>
   <translation>This file was encrypted for somebody else and cannot be opened here.</translation>
  </message>
  <message>
   <source>bundle.not-foreseen</source>
   <comment>happened</comment>
   <translation>This file holds something that the program was not made for ({exception}, {where}). The other files are not held up by it.</translation>
  </message>
  <message>
   <source>bundle.not-ours</source>
   <comment>happened</comment>
   <translation>This is not a file of this program.</translation>
  </message>
  <message>
   <source>bundle.too-large</source>
   <comment>happened</comment>
   <translation>A part of this file is larger than any that this program writes.</translation>
  </message>
  <message>
   <source>bundle.truncated</source>
   <comment>happened</comment>
   <translation>The end of this file is missing: it was cut off on its way.</translation>
  </message>
  <message>
   <source>bundle.truncated</source>
   <comment>next</comment>
   <translation>Copy it again from where it came. If that does not help, have it written once more there.</translation>
  </message>
  <message>
   <source>bundle.unknown-device</source>
   <comment>happened</comment>
   <translation>This file was signed by a computer that is not known here.</translation>
  </message>
  <message>
   <source>bundle.unknown-device</source>
   <comment>next</comment>
   <translation>Enrol that computer's card first.</translation>
  </message>
  <message>
   <source>bundle.waits-for-pack</source>
   <comment>happened</comment>
   <translation>This laptop was restored and has a new identity, which headquarters does not know yet.</translation>
  </message>
  <message>
   <source>bundle.waits-for-pack</source>
   <comment>kept</comment>
   <translation>Everything stays here and waits.</translation>
  </message>
  <message>
   <source>bundle.waits-for-pack</source>
   <comment>next</comment>
   <translation>Give headquarters this laptop's card, then install the pack they make for it.</translation>
  </message>
  <message>
   <source>bundle.wrong-kind</source>
   <comment>happened</comment>
   <translation>This is a {found}, and something else is expected here.</translation>
  </message>
  <message>
   <source>carried.none-there</source>
   <comment>happened</comment>
   <translation>There is no sealed file of another laptop among these.</translation>
  </message>
  <message>
   <source>carried.too-much</source>
   <comment>happened</comment>
   <translation>This laptop already carries {files} files for others, and no more than {megabytes} MB: {name} stays behind.</translation>
  </message>
  <message>
   <source>carried.too-much</source>
   <comment>next</comment>
   <translation>Hand over first: what headquarters has is not carried any more.</translation>
  </message>
  <message>
   <source>cell.digits-lost</source>
   <comment>happened</comment>
   <translation>The spreadsheet has turned a number into a rounded one: its last digits are gone.</translation>
  </message>
  <message>
   <source>cell.formula-error</source>
   <comment>happened</comment>
   <translation>The cell holds a formula that failed.</translation>
  </message>
  <message>
   <source>cell.month-unclear</source>
   <comment>happened</comment>
   <translation>It is not clear which part of the date is the month.</translation>
  </message>
  <message>
   <source>cell.not-a-date</source>
   <comment>happened</comment>
   <translation>The cell does not hold a date.</translation>
  </message>
  <message>
   <source>cell.not-a-household-size</source>
   <comment>happened</comment>
   <translation>The cell is no number of people in a household.</translation>
  </message>
  <message>
   <source>cell.not-a-number-text</source>
   <comment>happened</comment>
   <translation>The cell does not hold a number.</translation>
  </message>
  <message>
   <source>cell.not-a-share</source>
   <comment>happened</comment>
   <translation>The cell does not hold a share.</translation>
  </message>
  <message>
   <source>cell.not-a-time</source>
   <comment>happened</comment>
   <translation>The cell does not hold a time of day.</translation>
  </message>
  <message>
   <source>cell.not-a-whole-number</source>
   <comment>happened</comment>
   <translation>The cell does not hold a whole number.</translation>
  </message>
  <message>
   <source>cell.not-yes-or-no</source>
   <comment>happened</comment>
   <translation>The cell says neither yes nor no.</translation>
  </message>
  <message>
   <source>cell.share-became-a-date</source>
   <comment>happened</comment>
   <translation>The spreadsheet has turned a share such as 3/4 into a date.</translation>
  </message>
  <message>
   <source>certificate.nobody</source>
   <comment>happened</comment>
   <translation>Nobody has completed this training yet, so there is no certificate.</translation>
  </message>
  <message>
   <source>certificate.not-over</source>
   <comment>happened</comment>
   <translation>This training is not over yet.</translation>
  </message>
  <message>
   <source>checkin.ambiguous</source>
   <comment>happened</comment>
   <translation>{candidates} people fit.</translation>
  </message>
  <message>
   <source>checkin.ambiguous</source>
   <comment>kept</comment>
   <translation>Nobody was checked in.</translation>
  </message>
  <message>
   <source>checkin.ambiguous</source>
   <comment>next</comment>
   <translation>Choose one from the list.</translation>
  </message>
  <message>
   <source>checkin.bearer-not-here</source>
   <comment>happened</comment>
   <translation>This badge is good, but its person is not on the register of this laptop.</translation>
  </message>
  <message>
   <source>checkin.bearer-not-here</source>
   <comment>kept</comment>
   <translation>Nobody was checked in.</translation>
  </message>
  <message>
   <source>checkin.bearer-not-here</source>
   <comment>next</comment>
   <translation>She can take part all the same: ask the group leader to register her.</translation>
  </message>
  <message>
   <source>checkin.forged-badge</source>
   <comment>happened</comment>
   <translation>This badge was not issued by your headquarters.</translation>
  </message>
  <message>
   <source>checkin.forged-badge</source>
   <comment>kept</comment>
   <translation>Nobody was checked in.</translation>
  </message>
  <message>
   <source>checkin.forged-badge</source>
   <comment>next</comment>
   <translation>Search by name, or register the person.</translation>
  </message>
  <message>
   <source>checkin.not-on-list</source>
   <comment>happened</comment>
   <translation>Not on the list. Anybody can still take part.</translation>
  </message>
  <message>
   <source>checkin.not-on-list</source>
   <comment>kept</comment>
   <translation>Nobody was checked in.</translation>
  </message>
  <message>
   <source>checkin.not-on-list</source>
   <comment>next</comment>
   <translation>Ask the group leader to register the person.</translation>
  </message>
  <message>
   <source>checkin.unknown-badge</source>
   <comment>happened</comment>
   <translation>The code on this badge cannot be read.</translation>
  </message>
  <message>
   <source>checkin.unknown-badge</source>
   <comment>kept</comment>
   <translation>Nobody was checked in.</translation>
  </message>
  <message>
   <source>checkin.unknown-badge</source>
   <comment>next</comment>
   <translation>Scan once more; if it does not help, search by name.</translation>
  </message>
  <message>
   <source>consent.unknown</source>
   <comment>happened</comment>
   <translation>There is no such purpose, or no such answer, of consent ({purpose}).</translation>
  </message>
  <message>
   <source>consent.unknown-purpose</source>
   <comment>happened</comment>
   <translation>There is no such purpose of consent.</translation>
  </message>
  <message>
   <source>correction.disputed</source>
   <comment>happened</comment>
   <translation>Two words stand on this form, and nobody has decided yet.</translation>
  </message>
  <message>
   <source>correction.disputed</source>
   <comment>next</comment>
   <translation>Have headquarters decide it under Review first.</translation>
  </message>
  <message>
   <source>correction.nameless</source>
   <comment>happened</comment>
   <translation>Answers without a name cannot be corrected: nobody knows whose they are.</translation>
  </message>
  <message>
   <source>correction.no-reason</source>
   <comment>happened</comment>
   <translation>Nothing says yet why it is corrected.</translation>
  </message>
  <message>
   <source>correction.no-reason</source>
   <comment>next</comment>
   <translation>Write in a sentence why.</translation>
  </message>
  <message>
   <source>correction.nothing-changed</source>
   <comment>happened</comment>
   <translation>The answers are as they were: nothing was corrected.</translation>
  </message>
  <message>
   <source>correction.nothing-changed</source>
   <comment>next</comment>
   <translation>Change the answer that is wrong, or leave the form and throw away what was begun.</translation>
  </message>
  <message>
   <source>correction.purged</source>
   <comment>happened</comment>
   <translation>The answers were purged from this computer by headquarters' rule.</translation>
  </message>
  <message>
   <source>correction.purged</source>
   <comment>next</comment>
   <translation>Ask headquarters to correct them.</translation>
  </message>
  <message>
   <source>correction.reason-too-long</source>
   <comment>happened</comment>
   <translation>The reason is too long: {limit} characters at most.</translation>
  </message>
  <message>
   <source>correction.sealed</source>
   <comment>happened</comment>
   <translation>This form is sealed for headquarters: this laptop can neither show nor change it.</translation>
  </message>
  <message>
   <source>correction.sealed</source>
   <comment>next</comment>
   <translation>Ask headquarters to correct it.</translation>
  </message>
  <message>
   <source>correction.taken-back</source>
   <comment>happened</comment>
   <translation>This form was taken back; there is nothing to correct.</translation>
  </message>
  <message>
   <source>database.behind-tip</source>
   <comment>happened</comment>
   <translation>These records are older than what was here: {has} of {had}.</translation>
  </message>
  <message>
   <source>database.behind-tip</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. What was handed over is at headquarters.</translation>
  </message>
  <message>
   <source>database.behind-tip</source>
   <comment>next</comment>
   <translation>Look for the newer folder first: press "Another data folder" and choose it. If it is nowhere, restore the newest backup; without one, telephone headquarters.</translation>
  </message>
  <message>
   <source>database.cannot-open</source>
   <comment>happened</comment>
   <translation>The database cannot be opened.</translation>
  </message>
  <message>
   <source>database.cannot-open</source>
   <comment>kept</comment>
   <translation>Nothing was changed here.</translation>
  </message>
  <message>
   <source>database.damaged</source>
   <comment>happened</comment>
   <translation>A part of the database is damaged and cannot be read.</translation>
  </message>
  <message>
   <source>database.damaged</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. Of a laptop in the field, headquarters has what was handed over.</translation>
  </message>
  <message>
   <source>database.disk-error</source>
   <comment>happened</comment>
   <translation>The disk failed while reading or writing.</translation>
  </message>
  <message>
   <source>database.disk-error</source>
   <comment>kept</comment>
   <translation>Of a laptop in the field, headquarters has what was handed over.</translation>
  </message>
  <message>
   <source>database.empty</source>
   <comment>happened</comment>
   <translation>The keys are here, but the database is empty: nothing can be read from it.</translation>
  </message>
  <message>
   <source>database.empty</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. Of a laptop in the field, headquarters has what was handed over.</translation>
  </message>
  <message>
   <source>database.empty</source>
   <comment>next</comment>
   <translation>Restore a backup. Without one: from a laptop in the field, telephone headquarters; at headquarters, leave everything as it is and ask somebody who knows computers. Do not make a new one here.</translation>
  </message>
  <message>
   <source>database.full</source>
   <comment>happened</comment>
   <translation>The disk of this laptop is full: this was not saved; everything before it was.</translation>
  </message>
  <message>
   <source>database.full</source>
   <comment>next</comment>
   <translation>Make room on this laptop's disk, then do it again.</translation>
  </message>
  <message>
   <source>database.gone</source>
   <comment>happened</comment>
   <translation>There were records in this place, and they are gone.</translation>
  </message>
  <message>
   <source>database.gone</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. What was handed over is at headquarters.</translation>
  </message>
  <message>
   <source>database.gone</source>
   <comment>next</comment>
   <translation>If the folder was moved, press "Another data folder" and choose it. Otherwise restore a backup; without one, telephone headquarters.</translation>
  </message>
  <message>
   <source>database.locked</source>
   <comment>happened</comment>
   <translation>Another program holds the database.</translation>
  </message>
  <message>
   <source>database.missing</source>
   <comment>happened</comment>
   <translation>The keys are here, but the database is not.</translation>
  </message>
  <message>
   <source>database.missing</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. Of a laptop in the field, headquarters has what was handed over.</translation>
  </message>
  <message>
   <source>database.missing</source>
   <comment>next</comment>
   <translation>If it was moved elsewhere, press "Another data folder" and choose that. If not, restore a backup. Without one: from a laptop in the field, telephone headquarters; at headquarters, leave everything as it is and ask somebody who knows computers.</translation>
  </message>
  <message>
   <source>database.read-only</source>
   <comment>happened</comment>
   <translation>The data folder cannot be written to.</translation>
  </message>
  <message>
   <source>database.read-only</source>
   <comment>kept</comment>
   <translation>Nothing was changed here.</translation>
  </message>
  <message>
   <source>database.too-new</source>
   <comment>happened</comment>
   <translation>This data folder was written by a newer version of the program.</translation>
  </message>
  <message>
   <source>database.too-new</source>
   <comment>kept</comment>
   <translation>Nothing was touched here.</translation>
  </message>
  <message>
   <source>database.too-new</source>
   <comment>next</comment>
   <translation>A newer Tianye has to be installed here. Telephone headquarters for it, and open the folder again then.</translation>
  </message>
  <message>
   <source>database.unfinished</source>
   <comment>happened</comment>
   <translation>The keys are here, but what belongs in the database is not: it was never finished, or was exchanged.</translation>
  </message>
  <message>
   <source>database.unfinished</source>
   <comment>kept</comment>
   <translation>Of a laptop in the field, headquarters has what was handed over.</translation>
  </message>
  <message>
   <source>database.unreadable</source>
   <comment>happened</comment>
   <translation>The database cannot be opened with this key: it is damaged, or belongs to other keys.</translation>
  </message>
  <message>
   <source>database.unreadable</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. Of a laptop in the field, headquarters has what was handed over.</translation>
  </message>
  <message>
   <source>database.update-failed</source>
   <comment>happened</comment>
   <translation>The program is newer, and this data folder could not be brought along ({step}).</translation>
  </message>
  <message>
   <source>database.update-failed</source>
   <comment>kept</comment>
   <translation>The backup that was made before is whole; it is called {backup}.</translation>
  </message>
  <message>
   <source>database.update-failed</source>
   <comment>next</comment>
   <translation>Do not go on with this folder: restore that backup, or telephone headquarters.</translation>
  </message>
  <message>
   <source>demo.folder-not-empty</source>
   <comment>happened</comment>
   <translation>The folder for the demonstration is not empty.</translation>
  </message>
  <message>
   <source>document.missing</source>
   <comment>happened</comment>
   <translation>There is no such file.</translation>
  </message>
  <message>
   <source>document.no-process</source>
   <comment>happened</comment>
   <translation>The machine does not let the program start a second process to read the file in (system code {errno}).</translation>
  </message>
  <message>
   <source>document.not-a-file</source>
   <comment>happened</comment>
   <translation>This is a folder, or something else that is no file.</translation>
  </message>
  <message>
   <source>document.not-readable</source>
   <comment>happened</comment>
   <translation>The file cannot be read from the disk (system code {errno}).</translation>
  </message>
  <message>
   <source>document.reader-failed</source>
   <comment>happened</comment>
   <translation>The program made a mistake while it read the file ({error}).</translation>
  </message>
  <message>
   <source>document.too-demanding</source>
   <comment>happened</comment>
   <translation>Reading this file took more time or memory than a file of its kind should need, and was stopped.</translation>
  </message>
  <message>
   <source>draft.unknown</source>
   <comment>happened</comment>
   <translation>There is no draft of this id here.</translation>
  </message>
  <message>
   <source>erasure.carried-out</source>
   <comment>happened</comment>
   <translation>This was carried out; it cannot be brought back.</translation>
  </message>
  <message>
   <source>erasure.carried-out</source>
   <comment>kept</comment>
   <translation>Everything else is there.</translation>
  </message>
  <message>
   <source>erasure.carried-out</source>
   <comment>next</comment>
   <translation>If it was a mistake, register once more.</translation>
  </message>
  <message>
   <source>erasure.ordered-already</source>
   <comment>happened</comment>
   <translation>It has been ordered already that this be forgotten.</translation>
  </message>
  <message>
   <source>erasure.ordered-already</source>
   <comment>kept</comment>
   <translation>Nothing was written and nothing was lost.</translation>
  </message>
  <message>
   <source>erasure.ordered-already</source>
   <comment>next</comment>
   <translation>There is nothing more to do.</translation>
  </message>
  <message>
   <source>erasure.unknown</source>
   <comment>happened</comment>
   <translation>Nothing was ordered about this.</translation>
  </message>
  <message>
   <source>erasure.unknown</source>
   <comment>kept</comment>
   <translation>Nothing was written and nothing was lost.</translation>
  </message>
  <message>
   <source>erasure.unknown</source>
   <comment>next</comment>
   <translation>Look at the list of what was ordered.</translation>
  </message>
  <message>
   <source>ethnicity.unknown</source>
   <comment>happened</comment>
   <translation>This is none of the ethnic groups on the national list.</translation>
  </message>
  <message>
   <source>export.unknown-ending</source>
   <comment>happened</comment>
   <translation>A table is written as one of {endings}.</translation>
  </message>
  <message>
   <source>export.unknown-training</source>
   <comment>happened</comment>
   <translation>No training of this code is here.</translation>
  </message>
  <message>
   <source>figures.bad-day</source>
   <comment>happened</comment>
   <translation>This is not a day.</translation>
  </message>
  <message>
   <source>figures.bad-rules</source>
   <comment>happened</comment>
   <translation>The rule {parameter} for counting has a value that makes no sense.</translation>
  </message>
  <message>
   <source>figures.contradict</source>
   <comment>happened</comment>
   <translation>Some of these figures cannot be true together ({codes}); the report is not to leave as it is.</translation>
  </message>
  <message>
   <source>figures.period-ends-before-it-begins</source>
   <comment>happened</comment>
   <translation>The period ends before it begins.</translation>
  </message>
  <message>
   <source>figures.unknown-kind</source>
   <comment>happened</comment>
   <translation>There is no such kind of training; there are {known}.</translation>
  </message>
  <message>
   <source>figures.unknown-programme</source>
   <comment>happened</comment>
   <translation>There is no programme of this code; there are {known}.</translation>
  </message>
  <message>
   <source>file.changed-meanwhile</source>
   <comment>happened</comment>
   <translation>The file {name} changed while it was being copied.</translation>
  </message>
  <message>
   <source>file.exists</source>
   <comment>happened</comment>
   <translation>There is a file of this name already ({name}).</translation>
  </message>
  <message>
   <source>file.missing</source>
   <comment>happened</comment>
   <translation>There is no such file or folder ({name}).</translation>
  </message>
  <message>
   <source>file.no-folder</source>
   <comment>happened</comment>
   <translation>There is no such folder ({name}).</translation>
  </message>
  <message>
   <source>file.no-space</source>
   <comment>happened</comment>
   <translation>There is no room left there ({name}).</translation>
  </message>
  <message>
   <source>file.not-a-file</source>
   <comment>happened</comment>
   <translation>A file is expected where there is a folder or something else, or a folder where there is a file ({name}).</translation>
  </message>
  <message>
   <source>file.not-written</source>
   <comment>happened</comment>
   <translation>What was written could not be read back as it was written ({name}).</translation>
  </message>
  <message>
   <source>file.not-written</source>
   <comment>next</comment>
   <translation>Use another stick and write again.</translation>
  </message>
  <message>
   <source>file.read-only</source>
   <comment>happened</comment>
   <translation>This place may not be read from or written to ({name}).</translation>
  </message>
  <message>
   <source>file.too-large</source>
   <comment>happened</comment>
   <translation>This disk does not take a file as long as {name}; many sticks take less than 4 GB in one file.</translation>
  </message>
  <message>
   <source>file.too-large</source>
   <comment>next</comment>
   <translation>Choose another disk.</translation>
  </message>
  <message>
   <source>flatfile.too-large</source>
   <comment>happened</comment>
   <translation>This file is larger than the program takes in ({limit}: at most {maximum}).</translation>
  </message>
  <message>
   <source>flatfile.unreadable</source>
   <comment>happened</comment>
   <translation>This file is neither a workbook nor a table of text in UTF-8 or GB18030.</translation>
  </message>
  <message>
   <source>form.not-arrived</source>
   <comment>happened</comment>
   <translation>This form is named here, but its contents have not arrived yet.</translation>
  </message>
  <message>
   <source>form.not-usable</source>
   <comment>happened</comment>
   <translation>The form has {problems} places that keep it from being used; they are listed.</translation>
  </message>
  <message>
   <source>form.unknown</source>
   <comment>happened</comment>
   <translation>No form of this name is here.</translation>
  </message>
  <message>
   <source>form.version-changed</source>
   <comment>happened</comment>
   <translation>Version {version} of the form {form} is here already, and says something else.</translation>
  </message>
  <message>
   <source>form.version-changed</source>
   <comment>next</comment>
   <translation>A changed form needs a new version.</translation>
  </message>
  <message>
   <source>forms.action-left-blank</source>
   <comment>happened</comment>
   <translation>This stays blank: a laptop does not find its place or record by itself.</translation>
  </message>
  <message>
   <source>forms.action-left-blank</source>
   <comment>next</comment>
   <translation>Ask for it with a question of its own, or leave it blank.</translation>
  </message>
  <message>
   <source>forms.action-without-node</source>
   <comment>happened</comment>
   <translation>This action sets a question that does not exist.</translation>
  </message>
  <message>
   <source>forms.action-without-node</source>
   <comment>next</comment>
   <translation>Compare its name with the column name of the questions.</translation>
  </message>
  <message>
   <source>forms.address-not-used</source>
   <comment>happened</comment>
   <translation>The form names an address on the net. Nothing is sent there: answers go to headquarters in bundles.</translation>
  </message>
  <message>
   <source>forms.address-not-used</source>
   <comment>next</comment>
   <translation>Nothing needs mending; take the address out if it confuses.</translation>
  </message>
  <message>
   <source>forms.argument-count</source>
   <comment>happened</comment>
   <translation>Between two brackets there is too little, or too much.</translation>
  </message>
  <message>
   <source>forms.argument-count</source>
   <comment>next</comment>
   <translation>Count what stands between the brackets, parted by commas: add what is missing, take away what is too much.</translation>
  </message>
  <message>
   <source>forms.axis-unsupported</source>
   <comment>happened</comment>
   <translation>A path goes in a direction that the program does not follow.</translation>
  </message>
  <message>
   <source>forms.axis-unsupported</source>
   <comment>next</comment>
   <translation>Name the question with ${{name}} in place of the path.</translation>
  </message>
  <message>
   <source>forms.bad-value</source>
   <comment>happened</comment>
   <translation>The answer to {ref} is not of its type ({type}).</translation>
  </message>
  <message>
   <source>forms.bind-without-node</source>
   <comment>happened</comment>
   <translation>A rule is given for a question that does not exist.</translation>
  </message>
  <message>
   <source>forms.bind-without-node</source>
   <comment>next</comment>
   <translation>Take the rule out, or mend its path.</translation>
  </message>
  <message>
   <source>forms.browser-reads-first</source>
   <comment>happened</comment>
   <translation>{detail} is written with its whole path inside its own repetition: forms in a browser take the first repetition, ODK Collect and this program the one at hand.</translation>
  </message>
  <message>
   <source>forms.browser-reads-first</source>
   <comment>next</comment>
   <translation>Write a path from here: ../{detail}.</translation>
  </message>
  <message>
   <source>forms.calculate-overwrites-answer</source>
   <comment>happened</comment>
   <translation>The calculation will replace what somebody answers here.</translation>
  </message>
  <message>
   <source>forms.calculate-overwrites-answer</source>
   <comment>next</comment>
   <translation>Make it a type calculate, or read_only, if nobody shall answer; otherwise take the calculation out.</translation>
  </message>
  <message>
   <source>forms.calculation-missing</source>
   <comment>happened</comment>
   <translation>This row is to be calculated, and nothing says how.</translation>
  </message>
  <message>
   <source>forms.calculation-missing</source>
   <comment>next</comment>
   <translation>Write it in the column calculation.</translation>
  </message>
  <message>
   <source>forms.choice-given-twice</source>
   <comment>happened</comment>
   <translation>A list has two choices of the same name: {detail}.</translation>
  </message>
  <message>
   <source>forms.choice-given-twice</source>
   <comment>next</comment>
   <translation>Give each choice a name of its own, or set allow_choice_duplicates.</translation>
  </message>
  <message>
   <source>forms.choice-incomplete</source>
   <comment>happened</comment>
   <translation>A choice has no name, or says no list.</translation>
  </message>
  <message>
   <source>forms.choice-incomplete</source>
   <comment>next</comment>
   <translation>Fill in list_name and name.</translation>
  </message>
  <message>
   <source>forms.choice-label-shows-itself</source>
   <comment>happened</comment>
   <translation>A label of a choice shows itself; it is left out there.</translation>
  </message>
  <message>
   <source>forms.choice-label-shows-itself</source>
   <comment>next</comment>
   <translation>Take the reference out of the label of the choice.</translation>
  </message>
  <message>
   <source>forms.choice-labels-missing</source>
   <comment>happened</comment>
   <translation>Choices have no words in one of the languages.</translation>
  </message>
  <message>
   <source>forms.choice-labels-missing</source>
   <comment>next</comment>
   <translation>Write the words of these choices in that language.</translation>
  </message>
  <message>
   <source>forms.choice-never-offered</source>
   <comment>happened</comment>
   <translation>No answer to the question before brings these choices up.</translation>
  </message>
  <message>
   <source>forms.choice-never-offered</source>
   <comment>next</comment>
   <translation>Compare the column {detail} with the names of the choices before.</translation>
  </message>
  <message>
   <source>forms.choice-not-in-list</source>
   <comment>happened</comment>
   <translation>An expression asks for a choice that the question does not have.</translation>
  </message>
  <message>
   <source>forms.choice-not-in-list</source>
   <comment>next</comment>
   <translation>Compare with the column name on the sheet choices: names, not words.</translation>
  </message>
  <message>
   <source>forms.circular-rules</source>
   <comment>happened</comment>
   <translation>Some questions wait for each other in a circle.</translation>
  </message>
  <message>
   <source>forms.circular-rules</source>
   <comment>next</comment>
   <translation>In one of them take out the rule that names the others.</translation>
  </message>
  <message>
   <source>forms.collect-acts-on-answers</source>
   <comment>happened</comment>
   <translation>This question is calculated: ODK Collect does not act on it ({detail}), this program does.</translation>
  </message>
  <message>
   <source>forms.collect-acts-on-answers</source>
   <comment>next</comment>
   <translation>Let the question act from which it is calculated.</translation>
  </message>
  <message>
   <source>forms.collect-drops-space</source>
   <comment>happened</comment>
   <translation>Two answers stand side by side: ODK Collect drops the space between them.</translation>
  </message>
  <message>
   <source>forms.collect-drops-space</source>
   <comment>next</comment>
   <translation>Put a comma or a word between them.</translation>
  </message>
  <message>
   <source>forms.collect-keeps-filtered</source>
   <comment>happened</comment>
   <translation>When the question before changes, ODK Collect clears this choice and does not calculate anew what reads it ({detail}); here both follow at once.</translation>
  </message>
  <message>
   <source>forms.collect-keeps-filtered</source>
   <comment>next</comment>
   <translation>If it is filled in with both, compare these questions after the import.</translation>
  </message>
  <message>
   <source>forms.collect-keeps-surplus</source>
   <comment>happened</comment>
   <translation>When an answer makes this count smaller, ODK Collect goes on showing and sending the repetitions beyond it; here they are hidden and come back.</translation>
  </message>
  <message>
   <source>forms.collect-keeps-surplus</source>
   <comment>next</comment>
   <translation>If it is filled in with both, add a question that asks for the number again.</translation>
  </message>
  <message>
   <source>forms.collect-refuses-repeated</source>
   <comment>happened</comment>
   <translation>{detail} is asked several times and read here as one answer: ODK Collect stops with an error, here it is the first.</translation>
  </message>
  <message>
   <source>forms.collect-refuses-repeated</source>
   <comment>next</comment>
   <translation>Say which one: indexed-repeat(), sum(), join() or count().</translation>
  </message>
  <message>
   <source>forms.collect-sets-too-early</source>
   <comment>happened</comment>
   <translation>The default reads a calculation: ODK Collect sets it before it calculates, so that it stays blank there.</translation>
  </message>
  <message>
   <source>forms.collect-sets-too-early</source>
   <comment>next</comment>
   <translation>Write the calculation itself as the default.</translation>
  </message>
  <message>
   <source>forms.collect-shortens-moment</source>
   <comment>happened</comment>
   <translation>{detail} is a date with a time: ODK Collect writes only the date here, this program all of it.</translation>
  </message>
  <message>
   <source>forms.collect-shortens-moment</source>
   <comment>next</comment>
   <translation>Write format-date-time() around it and say what is wanted.</translation>
  </message>
  <message>
   <source>forms.collect-writes-truth</source>
   <comment>happened</comment>
   <translation>The result is a yes or no: ODK Collect writes 1 and 0, this program true and false.</translation>
  </message>
  <message>
   <source>forms.collect-writes-truth</source>
   <comment>next</comment>
   <translation>Write if(…, 1, 0): then both write the same.</translation>
  </message>
  <message>
   <source>forms.column-missing</source>
   <comment>happened</comment>
   <translation>A table beside the form lacks a column that is read; in brackets stand those it has.</translation>
  </message>
  <message>
   <source>forms.column-missing</source>
   <comment>next</comment>
   <translation>Name the column in the table as it stands here, or mend the name here.</translation>
  </message>
  <message>
   <source>forms.control-without-node</source>
   <comment>happened</comment>
   <translation>A question has no place to keep its answer.</translation>
  </message>
  <message>
   <source>forms.control-without-node</source>
   <comment>next</comment>
   <translation>Mend the path of the question.</translation>
  </message>
  <message>
   <source>forms.count-reads-own-instances</source>
   <comment>happened</comment>
   <translation>How often this is repeated depends on what is inside it.</translation>
  </message>
  <message>
   <source>forms.count-reads-own-instances</source>
   <comment>next</comment>
   <translation>That works for "another one?"; if it is not meant so, let the count read a question before.</translation>
  </message>
  <message>
   <source>forms.default-impossible</source>
   <comment>happened</comment>
   <translation>The default is no answer to this question.</translation>
  </message>
  <message>
   <source>forms.default-impossible</source>
   <comment>next</comment>
   <translation>Write what could be answered here: the name of a choice, a number, or a date such as 2026-06-12.</translation>
  </message>
  <message>
   <source>forms.default-language-unknown</source>
   <comment>happened</comment>
   <translation>The default language is none of the languages of the form.</translation>
  </message>
  <message>
   <source>forms.default-language-unknown</source>
   <comment>next</comment>
   <translation>Write it as it stands behind the :: of the labels.</translation>
  </message>
  <message>
   <source>forms.draft-of-another-version</source>
   <comment>happened</comment>
   <translation>This draft was begun with another version of the form {form} ({version}).</translation>
  </message>
  <message>
   <source>forms.end-without-begin</source>
   <comment>happened</comment>
   <translation>A group or repeat ends here that did not begin, or another kind of it.</translation>
  </message>
  <message>
   <source>forms.end-without-begin</source>
   <comment>next</comment>
   <translation>Take the row out, or let it begin with the same kind.</translation>
  </message>
  <message>
   <source>forms.event-unknown</source>
   <comment>happened</comment>
   <translation>This moment for an action is not known.</translation>
  </message>
  <message>
   <source>forms.event-unknown</source>
   <comment>next</comment>
   <translation>Use odk-instance-first-load, odk-new-repeat or xforms-value-changed.</translation>
  </message>
  <message>
   <source>forms.expression-failed</source>
   <comment>happened</comment>
   <translation>An expression of the form cannot be worked out ({place}).</translation>
  </message>
  <message>
   <source>forms.expression-too-deep</source>
   <comment>happened</comment>
   <translation>An expression is nested too deeply.</translation>
  </message>
  <message>
   <source>forms.expression-too-deep</source>
   <comment>next</comment>
   <translation>Part it: let calculate questions work out pieces of it.</translation>
  </message>
  <message>
   <source>forms.expression-too-long</source>
   <comment>happened</comment>
   <translation>An expression is too long.</translation>
  </message>
  <message>
   <source>forms.expression-too-long</source>
   <comment>next</comment>
   <translation>Part it: let calculate questions work out pieces of it.</translation>
  </message>
  <message>
   <source>forms.external-select-as-text</source>
   <comment>happened</comment>
   <translation>The choices of this question lie outside the form, in a list that is not there.</translation>
  </message>
  <message>
   <source>forms.external-select-as-text</source>
   <comment>next</comment>
   <translation>Add the list on the sheet external_choices, or put its file beside the form.</translation>
  </message>
  <message>
   <source>forms.fixed-repeat</source>
   <comment>happened</comment>
   <translation>How often {ref} is repeated follows from another answer.</translation>
  </message>
  <message>
   <source>forms.function-not-in-collect</source>
   <comment>happened</comment>
   <translation>This function is not known to every program that may run the form.</translation>
  </message>
  <message>
   <source>forms.function-not-in-collect</source>
   <comment>next</comment>
   <translation>If the form is also for ODK Collect, write it without this function.</translation>
  </message>
  <message>
   <source>forms.function-unknown</source>
   <comment>happened</comment>
   <translation>The program does not know "{detail}" in it.</translation>
  </message>
  <message>
   <source>forms.function-unknown</source>
   <comment>next</comment>
   <translation>See whether it is misspelt. If not, write it another way, or empty the cell and do without this rule.</translation>
  </message>
  <message>
   <source>forms.group-not-closed</source>
   <comment>happened</comment>
   <translation>A group or repeat begins here and never ends.</translation>
  </message>
  <message>
   <source>forms.group-not-closed</source>
   <comment>next</comment>
   <translation>Add a row end_group or end_repeat where it ends.</translation>
  </message>
  <message>
   <source>forms.heading-unknown</source>
   <comment>happened</comment>
   <translation>Nothing reads this column: its heading is not known.</translation>
  </message>
  <message>
   <source>forms.heading-unknown</source>
   <comment>next</comment>
   <translation>Mend the heading, or leave it if the column is only a note.</translation>
  </message>
  <message>
   <source>forms.if-without-otherwise</source>
   <comment>happened</comment>
   <translation>A condition if() has no word for otherwise: it is blank then.</translation>
  </message>
  <message>
   <source>forms.if-without-otherwise</source>
   <comment>next</comment>
   <translation>Write what shall stand there otherwise: if(condition, then, otherwise).</translation>
  </message>
  <message>
   <source>forms.instance-unknown</source>
   <comment>happened</comment>
   <translation>The list that is used here is not in the workbook.</translation>
  </message>
  <message>
   <source>forms.instance-unknown</source>
   <comment>next</comment>
   <translation>Compare with the column list_name, or add the list.</translation>
  </message>
  <message>
   <source>forms.itemset-without-value</source>
   <comment>happened</comment>
   <translation>A list of choices does not say which column is the value.</translation>
  </message>
  <message>
   <source>forms.itemset-without-value</source>
   <comment>next</comment>
   <translation>Say which column is the value.</translation>
  </message>
  <message>
   <source>forms.key-not-used</source>
   <comment>happened</comment>
   <translation>The form wants its answers locked with a key of its own. Bundles are locked for headquarters; a folder for ODK is not.</translation>
  </message>
  <message>
   <source>forms.key-not-used</source>
   <comment>next</comment>
   <translation>Nothing needs mending; take the key out if it confuses.</translation>
  </message>
  <message>
   <source>forms.label-missing</source>
   <comment>happened</comment>
   <translation>This question has no words to read out.</translation>
  </message>
  <message>
   <source>forms.label-missing</source>
   <comment>next</comment>
   <translation>Write them in the column label; what is only kept is of type hidden.</translation>
  </message>
  <message>
   <source>forms.label-missing-in-language</source>
   <comment>happened</comment>
   <translation>Words are missing in one of the languages.</translation>
  </message>
  <message>
   <source>forms.label-missing-in-language</source>
   <comment>next</comment>
   <translation>Fill in the cell in that language.</translation>
  </message>
  <message>
   <source>forms.list-unknown</source>
   <comment>happened</comment>
   <translation>The sheet choices has no list "{detail}".</translation>
  </message>
  <message>
   <source>forms.list-unknown</source>
   <comment>next</comment>
   <translation>Write its choices there, or mend its name here.</translation>
  </message>
  <message>
   <source>forms.media-missing</source>
   <comment>happened</comment>
   <translation>A file that the form names does not lie beside it.</translation>
  </message>
  <message>
   <source>forms.media-missing</source>
   <comment>next</comment>
   <translation>Put the file into the folder of the form, named as here.</translation>
  </message>
  <message>
   <source>forms.media-too-large</source>
   <comment>happened</comment>
   <translation>The files beside the form have {size} bytes together; at most {limit} are taken.</translation>
  </message>
  <message>
   <source>forms.name-missing</source>
   <comment>happened</comment>
   <translation>This question or group has no name.</translation>
  </message>
  <message>
   <source>forms.name-missing</source>
   <comment>next</comment>
   <translation>Give it a short name of letters and figures.</translation>
  </message>
  <message>
   <source>forms.name-not-allowed</source>
   <comment>happened</comment>
   <translation>"{detail}" cannot be a name.</translation>
  </message>
  <message>
   <source>forms.name-not-allowed</source>
   <comment>next</comment>
   <translation>Begin with a letter; use letters, figures, _ and - without spaces.</translation>
  </message>
  <message>
   <source>forms.no-survey</source>
   <comment>happened</comment>
   <translation>The workbook has no questions: there is no sheet survey, or its first row has no headings.</translation>
  </message>
  <message>
   <source>forms.no-survey</source>
   <comment>next</comment>
   <translation>Name the sheet survey and let its first row be type, name, label; nothing may stand above it.</translation>
  </message>
  <message>
   <source>forms.node-given-twice</source>
   <comment>happened</comment>
   <translation>Two questions have the same path.</translation>
  </message>
  <message>
   <source>forms.node-given-twice</source>
   <comment>next</comment>
   <translation>Give each question a name of its own.</translation>
  </message>
  <message>
   <source>forms.not-a-choice</source>
   <comment>happened</comment>
   <translation>The answer to {ref} is none of its choices.</translation>
  </message>
  <message>
   <source>forms.not-a-date</source>
   <comment>happened</comment>
   <translation>The date here cannot be read.</translation>
  </message>
  <message>
   <source>forms.not-a-date</source>
   <comment>next</comment>
   <translation>Write year-month-day, such as 2026-06-12.</translation>
  </message>
  <message>
   <source>forms.not-a-node-set</source>
   <comment>happened</comment>
   <translation>A function needs a path where it has a value.</translation>
  </message>
  <message>
   <source>forms.not-a-node-set</source>
   <comment>next</comment>
   <translation>Put ${{question}} there, as in sum(${{question}}).</translation>
  </message>
  <message>
   <source>forms.not-a-repeat</source>
   <comment>happened</comment>
   <translation>A function needs a repeat where it has something else.</translation>
  </message>
  <message>
   <source>forms.not-a-repeat</source>
   <comment>next</comment>
   <translation>Name the repeat there, not a question in it.</translation>
  </message>
  <message>
   <source>forms.not-a-spreadsheet</source>
   <comment>happened</comment>
   <translation>This file cannot be opened: there is no workbook inside, or it is damaged.</translation>
  </message>
  <message>
   <source>forms.not-a-spreadsheet</source>
   <comment>next</comment>
   <translation>Choose another workbook. If Excel or WPS opens it, save a copy there and choose that.</translation>
  </message>
  <message>
   <source>forms.not-an-xform</source>
   <comment>happened</comment>
   <translation>This is not a form.</translation>
  </message>
  <message>
   <source>forms.not-relevant</source>
   <comment>happened</comment>
   <translation>{ref} is not asked, as the other answers stand.</translation>
  </message>
  <message>
   <source>forms.not-settable</source>
   <comment>happened</comment>
   <translation>{ref} is not a question that can be answered.</translation>
  </message>
  <message>
   <source>forms.not-xml</source>
   <comment>happened</comment>
   <translation>The form cannot be read as XML (line {line}, column {column}).</translation>
  </message>
  <message>
   <source>forms.parameters-wrong</source>
   <comment>happened</comment>
   <translation>What stands in the column parameters cannot be used.</translation>
  </message>
  <message>
   <source>forms.parameters-wrong</source>
   <comment>next</comment>
   <translation>The small print says which part; numbers are written as figures: start=1 end=10 step=1.</translation>
  </message>
  <message>
   <source>forms.path-finds-nothing</source>
   <comment>happened</comment>
   <translation>A question that is named here is not in the sheet.</translation>
  </message>
  <message>
   <source>forms.path-finds-nothing</source>
   <comment>next</comment>
   <translation>Compare with the column name: both must be spelt alike.</translation>
  </message>
  <message>
   <source>forms.path-unsupported</source>
   <comment>happened</comment>
   <translation>A path is written in a way that the program does not follow.</translation>
  </message>
  <message>
   <source>forms.path-unsupported</source>
   <comment>next</comment>
   <translation>Name the question with ${{name}} in place of the path.</translation>
  </message>
  <message>
   <source>forms.preload-unknown</source>
   <comment>happened</comment>
   <translation>This value that is filled in by itself is not known.</translation>
  </message>
  <message>
   <source>forms.preload-unknown</source>
   <comment>next</comment>
   <translation>Take it out, or ask for it.</translation>
  </message>
  <message>
   <source>forms.property-left-blank</source>
   <comment>happened</comment>
   <translation>This stays blank: the laptop knows no telephone number and no e-mail address of the person who asks.</translation>
  </message>
  <message>
   <source>forms.property-left-blank</source>
   <comment>next</comment>
   <translation>Ask for it, or leave it blank.</translation>
  </message>
  <message>
   <source>forms.pyxform-error</source>
   <comment>happened</comment>
   <translation>This workbook cannot be made into a form yet.</translation>
  </message>
  <message>
   <source>forms.pyxform-error</source>
   <comment>next</comment>
   <translation>Mend it as the small print says. If that says nothing to you, photograph this page and ask who wrote the workbook.</translation>
  </message>
  <message>
   <source>forms.pyxform-warning</source>
   <comment>happened</comment>
   <translation>There is a remark, in small print. The form can be used as it is.</translation>
  </message>
  <message>
   <source>forms.question-unknown</source>
   <comment>happened</comment>
   <translation>"{detail}" is named here, and the form has no such question.</translation>
  </message>
  <message>
   <source>forms.question-unknown</source>
   <comment>next</comment>
   <translation>Mend what is between ${{ and }}: the name, not the words.</translation>
  </message>
  <message>
   <source>forms.question-unreachable</source>
   <comment>happened</comment>
   <translation>Nobody will ever see this question: its condition cannot come true.</translation>
  </message>
  <message>
   <source>forms.question-unreachable</source>
   <comment>next</comment>
   <translation>Mend the condition, or delete the question.</translation>
  </message>
  <message>
   <source>forms.range-not-a-number</source>
   <comment>happened</comment>
   <translation>A range has a start, end or step that is no number.</translation>
  </message>
  <message>
   <source>forms.range-not-a-number</source>
   <comment>next</comment>
   <translation>Write start, end and step in the column parameters as numbers.</translation>
  </message>
  <message>
   <source>forms.readonly</source>
   <comment>happened</comment>
   <translation>{ref} is only shown, not answered.</translation>
  </message>
  <message>
   <source>forms.reads-own-child</source>
   <comment>happened</comment>
   <translation>A rule of a group depends on what is inside it.</translation>
  </message>
  <message>
   <source>forms.reads-own-child</source>
   <comment>next</comment>
   <translation>If the form is also for ODK Collect, which refuses it, let the rule read a question outside of the group.</translation>
  </message>
  <message>
   <source>forms.reads-sibling-instances</source>
   <comment>happened</comment>
   <translation>A rule in a repeat depends on the other repetitions.</translation>
  </message>
  <message>
   <source>forms.reads-sibling-instances</source>
   <comment>next</comment>
   <translation>Look whether it comes out as it is meant with two and with three repetitions.</translation>
  </message>
  <message>
   <source>forms.refused</source>
   <comment>happened</comment>
   <translation>The form holds what this program cannot do rightly; every place is listed.</translation>
  </message>
  <message>
   <source>forms.regex-unsupported</source>
   <comment>happened</comment>
   <translation>The pattern "{detail}" is too intricate; the program does not search for it.</translation>
  </message>
  <message>
   <source>forms.regex-unsupported</source>
   <comment>next</comment>
   <translation>Write a simpler pattern, or take it out: then any text is accepted.</translation>
  </message>
  <message>
   <source>forms.required-but-readonly</source>
   <comment>happened</comment>
   <translation>This has to be answered and cannot be: nobody will ever finish.</translation>
  </message>
  <message>
   <source>forms.required-but-readonly</source>
   <comment>next</comment>
   <translation>Empty the cell required, or the cell read_only.</translation>
  </message>
  <message>
   <source>forms.rows-after-blank</source>
   <comment>happened</comment>
   <translation>After this row come more than sixty blank ones, and rows below them, from row {detail} on, would not be read.</translation>
  </message>
  <message>
   <source>forms.rows-after-blank</source>
   <comment>next</comment>
   <translation>Delete the blank rows.</translation>
  </message>
  <message>
   <source>forms.search-not-run</source>
   <comment>happened</comment>
   <translation>The table of search() does not lie beside the form, or search() is written otherwise.</translation>
  </message>
  <message>
   <source>forms.search-not-run</source>
   <comment>next</comment>
   <translation>Put the table into the folder of the form, and write search('name of the table').</translation>
  </message>
  <message>
   <source>forms.spreadsheet-refused</source>
   <comment>happened</comment>
   <translation>The spreadsheet cannot be read as a form; every place is listed.</translation>
  </message>
  <message>
   <source>forms.spreadsheet-suspicious</source>
   <comment>happened</comment>
   <translation>This spreadsheet is packed in a way that no spreadsheet program uses; it was not opened.</translation>
  </message>
  <message>
   <source>forms.spreadsheet-too-large</source>
   <comment>happened</comment>
   <translation>The spreadsheet is larger than the program takes in.</translation>
  </message>
  <message>
   <source>forms.submission-of-another-form</source>
   <comment>happened</comment>
   <translation>These answers belong to another form.</translation>
  </message>
  <message>
   <source>forms.syntax</source>
   <comment>happened</comment>
   <translation>This cell is written wrongly; the program cannot read it.</translation>
  </message>
  <message>
   <source>forms.syntax</source>
   <comment>next</comment>
   <translation>See whether brackets and quotes come in pairs, and names of questions stand as ${{name}}.</translation>
  </message>
  <message>
   <source>forms.table-damaged</source>
   <comment>happened</comment>
   <translation>A table beside the form is damaged, or is not what the ending of its name says.</translation>
  </message>
  <message>
   <source>forms.table-damaged</source>
   <comment>next</comment>
   <translation>Save it again from the program it was made with.</translation>
  </message>
  <message>
   <source>forms.table-not-in-letters</source>
   <comment>happened</comment>
   <translation>A table beside the form is in neither of the two writings that are read, UTF-8 and GB 18030.</translation>
  </message>
  <message>
   <source>forms.table-not-in-letters</source>
   <comment>next</comment>
   <translation>Save the table as "CSV UTF-8".</translation>
  </message>
  <message>
   <source>forms.table-not-utf8</source>
   <comment>happened</comment>
   <translation>A table beside the form is not in UTF-8. It was read as GB 18030; other programs would show wrong letters: save it as "CSV UTF-8".</translation>
  </message>
  <message>
   <source>forms.table-not-utf8</source>
   <comment>next</comment>
   <translation>Save the table as "CSV UTF-8".</translation>
  </message>
  <message>
   <source>forms.table-too-long</source>
   <comment>happened</comment>
   <translation>A table beside the form has more than 500,000 rows.</translation>
  </message>
  <message>
   <source>forms.table-too-long</source>
   <comment>next</comment>
   <translation>Leave out rows that nobody chooses, or part it into two tables.</translation>
  </message>
  <message>
   <source>forms.table-without-rows</source>
   <comment>happened</comment>
   <translation>A table beside the form has no rows: nothing can be chosen or looked up.</translation>
  </message>
  <message>
   <source>forms.table-without-rows</source>
   <comment>next</comment>
   <translation>Write the rows below the names of the columns.</translation>
  </message>
  <message>
   <source>forms.too-many-instances</source>
   <comment>happened</comment>
   <translation>{place} is repeated more often than the program allows.</translation>
  </message>
  <message>
   <source>forms.too-many-questions</source>
   <comment>happened</comment>
   <translation>The form has more questions than the program allows.</translation>
  </message>
  <message>
   <source>forms.too-many-questions</source>
   <comment>next</comment>
   <translation>Part it into two forms.</translation>
  </message>
  <message>
   <source>forms.too-many-steps</source>
   <comment>happened</comment>
   <translation>An expression of the form takes too long to work out ({place}).</translation>
  </message>
  <message>
   <source>forms.two-controls</source>
   <comment>happened</comment>
   <translation>One answer is asked for twice.</translation>
  </message>
  <message>
   <source>forms.two-controls</source>
   <comment>next</comment>
   <translation>Leave one of the two out.</translation>
  </message>
  <message>
   <source>forms.type-unknown</source>
   <comment>happened</comment>
   <translation>This type of question is not known.</translation>
  </message>
  <message>
   <source>forms.type-unknown</source>
   <comment>next</comment>
   <translation>See whether it is misspelt: text, integer, date, select_one and so on.</translation>
  </message>
  <message>
   <source>forms.unknown-language</source>
   <comment>happened</comment>
   <translation>The form has no language {language}.</translation>
  </message>
  <message>
   <source>forms.unknown-ref</source>
   <comment>happened</comment>
   <translation>The form has no question {ref}.</translation>
  </message>
  <message>
   <source>forms.xml-too-deep</source>
   <comment>happened</comment>
   <translation>The form is nested more deeply than {limit} levels.</translation>
  </message>
  <message>
   <source>forms.xml-too-full</source>
   <comment>happened</comment>
   <translation>The form has {size} tags; at most {limit} are taken.</translation>
  </message>
  <message>
   <source>forms.xml-too-large</source>
   <comment>happened</comment>
   <translation>The form has {size} bytes; at most {limit} are taken.</translation>
  </message>
  <message>
   <source>forms.xml-with-doctype</source>
   <comment>happened</comment>
   <translation>The form begins with a DOCTYPE, which no form needs; it was not opened.</translation>
  </message>
  <message>
   <source>held.none-such</source>
   <comment>happened</comment>
   <translation>This was decided meanwhile, or more of it has come.</translation>
  </message>
  <message>
   <source>id.unreadable</source>
   <comment>happened</comment>
   <translation>This is not an id: an id has sixteen letters and digits.</translation>
  </message>
  <message>
   <source>keys.bad-card-name</source>
   <comment>happened</comment>
   <translation>A name of a computer has 1 to 80 visible characters.</translation>
  </message>
  <message>
   <source>keys.card-unreadable</source>
   <comment>happened</comment>
   <translation>This is not a card of this program, or a character of it is missing.</translation>
  </message>
  <message>
   <source>keys.damaged</source>
   <comment>happened</comment>
   <translation>A file of keys in this data folder is damaged.</translation>
  </message>
  <message>
   <source>keys.next-in-use</source>
   <comment>happened</comment>
   <translation>The keys in this file were put in use already.</translation>
  </message>
  <message>
   <source>keys.next-in-use</source>
   <comment>next</comment>
   <translation>Take the newest file with next keys.</translation>
  </message>
  <message>
   <source>keys.next-taken-off</source>
   <comment>happened</comment>
   <translation>The secret of headquarters' next keys is no longer on this computer, only in the file that was locked away.</translation>
  </message>
  <message>
   <source>keys.next-taken-off</source>
   <comment>next</comment>
   <translation>Fetch that file, and use it with its passphrase.</translation>
  </message>
  <message>
   <source>keys.next-unreadable</source>
   <comment>happened</comment>
   <translation>This is not a file with headquarters' keys, or it is damaged.</translation>
  </message>
  <message>
   <source>keys.next-unreadable</source>
   <comment>next</comment>
   <translation>Press "Choose another file": the file with headquarters' keys, or another copy of it.</translation>
  </message>
  <message>
   <source>keys.not-enough-memory</source>
   <comment>happened</comment>
   <translation>Opening with a passphrase needs {needed_mib} MiB of memory for a moment, and it is not there.</translation>
  </message>
  <message>
   <source>keys.not-enough-memory</source>
   <comment>next</comment>
   <translation>Close other programs and try again.</translation>
  </message>
  <message>
   <source>keys.person-removed</source>
   <comment>happened</comment>
   <translation>This passphrase belongs to somebody who was removed here.</translation>
  </message>
  <message>
   <source>keys.person-removed</source>
   <comment>next</comment>
   <translation>Let somebody who works here open it.</translation>
  </message>
  <message>
   <source>keys.wrong-passphrase</source>
   <comment>happened</comment>
   <translation>The passphrase is not the right one.</translation>
  </message>
  <message>
   <source>kind/bug</source>
   <comment>happened</comment>
   <translation>The program made a mistake.</translation>
  </message>
  <message>
   <source>kind/bug</source>
   <comment>kept</comment>
   <translation>All that was recorded is here; nothing is half-written.</translation>
  </message>
  <message>
   <source>kind/bug</source>
   <comment>next</comment>
   <translation>Try once more. If it happens again, write the code down for whoever looks after Tianye at headquarters.</translation>
  </message>
  <message>
   <source>kind/user</source>
   <comment>kept</comment>
   <translation>Nothing was changed.</translation>
  </message>
  <message>
   <source>kind/world</source>
   <comment>kept</comment>
   <translation>All that was recorded is here; nothing is half-written.</translation>
  </message>
  <message>
   <source>kiosk.bad-pin</source>
   <comment>happened</comment>
   <translation>A PIN has four to six digits, not all the same and not in a row.</translation>
  </message>
  <message>
   <source>laptop.ambiguous</source>
   <comment>happened</comment>
   <translation>Several laptops have this name; use the device id.</translation>
  </message>
  <message>
   <source>laptop.bad-county</source>
   <comment>happened</comment>
   <translation>A county is named by its six digits, and at least one is needed.</translation>
  </message>
  <message>
   <source>laptop.not-a-laptop</source>
   <comment>happened</comment>
   <translation>This card belongs to a headquarters, not to a laptop.</translation>
  </message>
  <message>
   <source>laptop.revoked</source>
   <comment>happened</comment>
   <translation>This laptop was revoked, or its card is incomplete: no pack can be made for it.</translation>
  </message>
  <message>
   <source>laptop.unknown</source>
   <comment>happened</comment>
   <translation>No laptop of this name or id is enrolled here.</translation>
  </message>
  <message>
   <source>list.has-problems</source>
   <comment>happened</comment>
   <translation>The list has problems: {problems}. They are shown by sheet, row and column.</translation>
  </message>
  <message>
   <source>name.missing</source>
   <comment>happened</comment>
   <translation>There is no name.</translation>
  </message>
  <message>
   <source>name.too-long</source>
   <comment>happened</comment>
   <translation>A name has at most {limit} characters.</translation>
  </message>
  <message>
   <source>name.without-letters</source>
   <comment>happened</comment>
   <translation>This name holds no letter of any script.</translation>
  </message>
  <message>
   <source>operation.bad-header</source>
   <comment>happened</comment>
   <translation>An operation in this file cannot be read.</translation>
  </message>
  <message>
   <source>operation.bad-payload</source>
   <comment>happened</comment>
   <translation>The contents of an operation in this file cannot be read.</translation>
  </message>
  <message>
   <source>operation.bad-reference</source>
   <comment>happened</comment>
   <translation>An operation in this file refers to another in a way that cannot be read.</translation>
  </message>
  <message>
   <source>operation.fork</source>
   <comment>happened</comment>
   <translation>Operation {sequence} is here already with other contents: one of two computers went its own way.</translation>
  </message>
  <message>
   <source>operation.owner-key-differs</source>
   <comment>happened</comment>
   <translation>This file brings another key for a person than the one that is here.</translation>
  </message>
  <message>
   <source>operation.owner-key-missing</source>
   <comment>happened</comment>
   <translation>The key that belongs to this person is not here.</translation>
  </message>
  <message>
   <source>operation.owner-key-missing</source>
   <comment>kept</comment>
   <translation>Nothing was written of this person; all others can be worked with.</translation>
  </message>
  <message>
   <source>operation.owner-key-missing</source>
   <comment>next</comment>
   <translation>Ask headquarters for a pack and install it: it brings the key again.</translation>
  </message>
  <message>
   <source>operator.ambiguous</source>
   <comment>happened</comment>
   <translation>Several people here have this name.</translation>
  </message>
  <message>
   <source>operator.ambiguous</source>
   <comment>next</comment>
   <translation>Choose one from the list.</translation>
  </message>
  <message>
   <source>operator.is-you</source>
   <comment>happened</comment>
   <translation>This cannot be done to yourself.</translation>
  </message>
  <message>
   <source>operator.is-you</source>
   <comment>next</comment>
   <translation>Somebody else who works here does it.</translation>
  </message>
  <message>
   <source>operator.name-taken</source>
   <comment>happened</comment>
   <translation>Somebody here has this name already.</translation>
  </message>
  <message>
   <source>operator.name-taken</source>
   <comment>next</comment>
   <translation>Choose a name that tells the two apart.</translation>
  </message>
  <message>
   <source>operator.no-door-today</source>
   <comment>happened</comment>
   <translation>Nothing is planned for today, so there is no door to be at.</translation>
  </message>
  <message>
   <source>operator.no-door-today</source>
   <comment>next</comment>
   <translation>Come back on the day of a session. For anything else, press "Another passphrase" and type a facilitator's.</translation>
  </message>
  <message>
   <source>operator.only-kiosk</source>
   <comment>happened</comment>
   <translation>This passphrase opens only the door, for check-in.</translation>
  </message>
  <message>
   <source>operator.only-kiosk</source>
   <comment>next</comment>
   <translation>For everything else use the passphrase of a facilitator.</translation>
  </message>
  <message>
   <source>operator.passphrase-taken</source>
   <comment>happened</comment>
   <translation>This passphrase cannot be used here.</translation>
  </message>
  <message>
   <source>operator.passphrase-taken</source>
   <comment>next</comment>
   <translation>Choose another one.</translation>
  </message>
  <message>
   <source>operator.unknown</source>
   <comment>happened</comment>
   <translation>Nobody of this name works here.</translation>
  </message>
  <message>
   <source>operator.unknown</source>
   <comment>next</comment>
   <translation>Look at the list of those who work here.</translation>
  </message>
  <message>
   <source>organisation.code-characters</source>
   <comment>happened</comment>
   <translation>The social credit code holds a character that never stands in one.</translation>
  </message>
  <message>
   <source>organisation.code-check-digit</source>
   <comment>happened</comment>
   <translation>The last character of the social credit code does not fit the others.</translation>
  </message>
  <message>
   <source>organisation.code-length</source>
   <comment>happened</comment>
   <translation>A social credit code has 18 characters; this has {length}.</translation>
  </message>
  <message>
   <source>organisation.kind-unreadable</source>
   <comment>happened</comment>
   <translation>The kind of organisation cannot be read.</translation>
  </message>
  <message>
   <source>organisation.stage-unreadable</source>
   <comment>happened</comment>
   <translation>The stage of the organisation cannot be read.</translation>
  </message>
  <message>
   <source>pack.for-another-laptop</source>
   <comment>happened</comment>
   <translation>This pack was made for another laptop.</translation>
  </message>
  <message>
   <source>pack.forged-key</source>
   <comment>happened</comment>
   <translation>This pack says that headquarters has new keys, but the old ones do not vouch for them: headquarters did not make it.</translation>
  </message>
  <message>
   <source>pack.forged-key</source>
   <comment>next</comment>
   <translation>Do not use it. Telephone headquarters, by a number you know.</translation>
  </message>
  <message>
   <source>pack.not-trusted-yet</source>
   <comment>happened</comment>
   <translation>This is the first pack here, and nobody has confirmed yet that it comes from your headquarters. The words of its card are: {words}.</translation>
  </message>
  <message>
   <source>pack.not-trusted-yet</source>
   <comment>next</comment>
   <translation>Telephone headquarters and read the words out; if they are the same, confirm.</translation>
  </message>
  <message>
   <source>pack.older</source>
   <comment>happened</comment>
   <translation>This is pack {number}; pack {newest} was installed before it.</translation>
  </message>
  <message>
   <source>pack.past-key</source>
   <comment>happened</comment>
   <translation>This pack was signed with a key that headquarters had given up.</translation>
  </message>
  <message>
   <source>pack.past-key</source>
   <comment>next</comment>
   <translation>Ask headquarters for a new pack; where it was restored from a backup, it takes in a bundle first and makes the pack then.</translation>
  </message>
  <message>
   <source>people.consent-was-withdrawn</source>
   <comment>happened</comment>
   <translation>The list says yes, but the person has withdrawn this consent; it stays withdrawn.</translation>
  </message>
  <message>
   <source>people.household-two-heads</source>
   <comment>happened</comment>
   <translation>This household has another head in row {first_row}.</translation>
  </message>
  <message>
   <source>people.id-twice</source>
   <comment>happened</comment>
   <translation>This id stands in row {first_row} too.</translation>
  </message>
  <message>
   <source>people.id-unknown</source>
   <comment>happened</comment>
   <translation>Nobody on the register has this id.</translation>
  </message>
  <message>
   <source>people.listed-twice</source>
   <comment>happened</comment>
   <translation>This person stands in row {first_row} too.</translation>
  </message>
  <message>
   <source>people.place-contradicts</source>
   <comment>happened</comment>
   <translation>The code of the place and its name say different things.</translation>
  </message>
  <message>
   <source>person.ambiguous</source>
   <comment>happened</comment>
   <translation>{candidates} people fit.</translation>
  </message>
  <message>
   <source>person.ambiguous</source>
   <comment>next</comment>
   <translation>Choose one of them.</translation>
  </message>
  <message>
   <source>person.education-unreadable</source>
   <comment>happened</comment>
   <translation>The schooling cannot be read.</translation>
  </message>
  <message>
   <source>person.linked-with-itself</source>
   <comment>happened</comment>
   <translation>Both are the same registration.</translation>
  </message>
  <message>
   <source>person.no-name</source>
   <comment>happened</comment>
   <translation>A person is registered with a name.</translation>
  </message>
  <message>
   <source>person.number-in-text</source>
   <comment>happened</comment>
   <translation>A resident number stands in the post or the note: put it in its own field.</translation>
  </message>
  <message>
   <source>person.phone-unreadable</source>
   <comment>happened</comment>
   <translation>This is not a phone number of eleven digits, and not a landline with its area code.</translation>
  </message>
  <message>
   <source>person.role-unreadable</source>
   <comment>happened</comment>
   <translation>The role cannot be read.</translation>
  </message>
  <message>
   <source>person.sex-unreadable</source>
   <comment>happened</comment>
   <translation>The sex cannot be read.</translation>
  </message>
  <message>
   <source>person.unknown</source>
   <comment>happened</comment>
   <translation>Nobody was found who fits.</translation>
  </message>
  <message>
   <source>person.unknown-field</source>
   <comment>happened</comment>
   <translation>A person has no field {field}.</translation>
  </message>
  <message>
   <source>place.ambiguous</source>
   <comment>happened</comment>
   <translation>{count} places of this {level} have this name.</translation>
  </message>
  <message>
   <source>place.code-unreadable</source>
   <comment>happened</comment>
   <translation>A place is given by 6, 9 or 12 digits.</translation>
  </message>
  <message>
   <source>place.county-missing</source>
   <comment>happened</comment>
   <translation>A {level} is named without its county.</translation>
  </message>
  <message>
   <source>place.unknown</source>
   <comment>happened</comment>
   <translation>No {level} of this name is on the list of places.</translation>
  </message>
  <message>
   <source>places.file-too-large</source>
   <comment>happened</comment>
   <translation>A file with places has {limit} MB at most.</translation>
  </message>
  <message>
   <source>places.file-too-large</source>
   <comment>next</comment>
   <translation>Choose a smaller one.</translation>
  </message>
  <message>
   <source>places.file-unreadable</source>
   <comment>happened</comment>
   <translation>This file cannot be read: it is no GPX, KML or GeoJSON.</translation>
  </message>
  <message>
   <source>places.file-unreadable</source>
   <comment>next</comment>
   <translation>Choose another file, or type the figures.</translation>
  </message>
  <message>
   <source>places.no-points</source>
   <comment>happened</comment>
   <translation>There is no place in this file.</translation>
  </message>
  <message>
   <source>places.no-points</source>
   <comment>next</comment>
   <translation>Choose another file, or type the figures.</translation>
  </message>
  <message>
   <source>places.no-text</source>
   <comment>happened</comment>
   <translation>What was copied is no place.</translation>
  </message>
  <message>
   <source>places.no-text</source>
   <comment>next</comment>
   <translation>Copy latitude and longitude, such as 33.0043, 97.0065, and paste again.</translation>
  </message>
  <message>
   <source>places.too-many-points</source>
   <comment>happened</comment>
   <translation>This file has more than {limit} points.</translation>
  </message>
  <message>
   <source>places.too-many-points</source>
   <comment>next</comment>
   <translation>Record a shorter walk, or choose another file.</translation>
  </message>
  <message>
   <source>places.unknown-code</source>
   <comment>happened</comment>
   <translation>No place has this code.</translation>
  </message>
  <message>
   <source>places.unreadable</source>
   <comment>happened</comment>
   <translation>The list of places that belongs to the program is damaged.</translation>
  </message>
  <message>
   <source>places.unreadable</source>
   <comment>next</comment>
   <translation>Install Tianye again; the data is not touched.</translation>
  </message>
  <message>
   <source>plan.code-twice</source>
   <comment>happened</comment>
   <translation>This code stands in row {first_row} too.</translation>
  </message>
  <message>
   <source>plan.code-unknown</source>
   <comment>happened</comment>
   <translation>Nothing has this code, neither in the workbook nor here ({wanted}).</translation>
  </message>
  <message>
   <source>plan.code-unreadable</source>
   <comment>happened</comment>
   <translation>A code has 1 to 40 letters, digits, hyphens, dots or underlines, without spaces.</translation>
  </message>
  <message>
   <source>plan.ends-before-it-begins</source>
   <comment>happened</comment>
   <translation>It ends before it begins.</translation>
  </message>
  <message>
   <source>plan.place-contradicts</source>
   <comment>happened</comment>
   <translation>The code of the place and its name say different things.</translation>
  </message>
  <message>
   <source>plan.refers-to-refused</source>
   <comment>happened</comment>
   <translation>It belongs to a row that was refused itself ({wanted}).</translation>
  </message>
  <message>
   <source>plan.session-outside-programme</source>
   <comment>happened</comment>
   <translation>This day lies outside the programme.</translation>
  </message>
  <message>
   <source>plan.session-twice</source>
   <comment>happened</comment>
   <translation>This half of this day of the training stands in row {first_row} too.</translation>
  </message>
  <message>
   <source>plan.sheets-missing</source>
   <comment>happened</comment>
   <translation>No sheet of this workbook is one of a plan ({wanted}).</translation>
  </message>
  <message>
   <source>plan.time-incomplete</source>
   <comment>happened</comment>
   <translation>A beginning has an end, and an end a beginning.</translation>
  </message>
  <message>
   <source>plan.training-without-session</source>
   <comment>happened</comment>
   <translation>This training has no session.</translation>
  </message>
  <message>
   <source>program.unexpected</source>
   <comment>happened</comment>
   <translation>Something happened in the program that nobody expected ({exception} at {where}).</translation>
  </message>
  <message>
   <source>purge.bad-days</source>
   <comment>happened</comment>
   <translation>The days have to be between 0 and {most}.</translation>
  </message>
  <message>
   <source>purge.bad-days</source>
   <comment>kept</comment>
   <translation>The rule is as it was.</translation>
  </message>
  <message>
   <source>purge.bad-days</source>
   <comment>next</comment>
   <translation>Give another number.</translation>
  </message>
  <message>
   <source>purge.chain-broken</source>
   <comment>happened</comment>
   <translation>A record is not as it was written ({sequence}), so nothing more was purged.</translation>
  </message>
  <message>
   <source>purge.chain-broken</source>
   <comment>kept</comment>
   <translation>Everything that can be read is still here.</translation>
  </message>
  <message>
   <source>purge.chain-broken</source>
   <comment>next</comment>
   <translation>Look at the backups and the check; restore the newest good backup, or ask headquarters.</translation>
  </message>
  <message>
   <source>purge.files-missing</source>
   <comment>happened</comment>
   <translation>Headquarters lacks files that belong to the records.</translation>
  </message>
  <message>
   <source>purge.files-missing</source>
   <comment>kept</comment>
   <translation>Everything is still here.</translation>
  </message>
  <message>
   <source>purge.files-missing</source>
   <comment>next</comment>
   <translation>Hand over again: the files go along. Then install the next receipt.</translation>
  </message>
  <message>
   <source>purge.no-backup</source>
   <comment>happened</comment>
   <translation>Headquarters has not told of a backup that holds it.</translation>
  </message>
  <message>
   <source>purge.no-backup</source>
   <comment>kept</comment>
   <translation>Everything that no backup holds is still here.</translation>
  </message>
  <message>
   <source>purge.no-backup</source>
   <comment>next</comment>
   <translation>Ask headquarters to make a backup on another disk, and for a new receipt or pack.</translation>
  </message>
  <message>
   <source>purge.no-receipt</source>
   <comment>happened</comment>
   <translation>No receipt file covers it yet.</translation>
  </message>
  <message>
   <source>purge.no-receipt</source>
   <comment>kept</comment>
   <translation>Everything that is not covered is still here.</translation>
  </message>
  <message>
   <source>purge.no-receipt</source>
   <comment>next</comment>
   <translation>Hand over, and install the receipt as a file: a code or a text does not say enough.</translation>
  </message>
  <message>
   <source>purge.no-rule</source>
   <comment>happened</comment>
   <translation>Headquarters has set no rule for purging.</translation>
  </message>
  <message>
   <source>purge.no-rule</source>
   <comment>kept</comment>
   <translation>Everything is still here.</translation>
  </message>
  <message>
   <source>purge.no-rule</source>
   <comment>next</comment>
   <translation>Answers stay on this computer until a pack brings the rule.</translation>
  </message>
  <message>
   <source>purge.nothing</source>
   <comment>happened</comment>
   <translation>There is nothing to purge.</translation>
  </message>
  <message>
   <source>purge.nothing</source>
   <comment>kept</comment>
   <translation>What may go is gone, everything else is here.</translation>
  </message>
  <message>
   <source>purge.nothing</source>
   <comment>next</comment>
   <translation>There is nothing to do.</translation>
  </message>
  <message>
   <source>purge.too-early</source>
   <comment>happened</comment>
   <translation>{days} days must go by first; the next may go on {on}.</translation>
  </message>
  <message>
   <source>purge.too-early</source>
   <comment>kept</comment>
   <translation>Everything that is younger is still here.</translation>
  </message>
  <message>
   <source>purge.too-early</source>
   <comment>next</comment>
   <translation>There is nothing to do: it happens by itself.</translation>
  </message>
  <message>
   <source>purge.waits-for-pack</source>
   <comment>happened</comment>
   <translation>This computer was restored and waits for its pack.</translation>
  </message>
  <message>
   <source>purge.waits-for-pack</source>
   <comment>kept</comment>
   <translation>Everything is still here.</translation>
  </message>
  <message>
   <source>purge.waits-for-pack</source>
   <comment>next</comment>
   <translation>Give headquarters the card, install its pack, hand over.</translation>
  </message>
  <message>
   <source>receipt.for-another-laptop</source>
   <comment>happened</comment>
   <translation>This receipt is for another laptop.</translation>
  </message>
  <message>
   <source>receipt.no-code-in-picture</source>
   <comment>happened</comment>
   <translation>No code of a receipt was found in {name}.</translation>
  </message>
  <message>
   <source>receipt.no-code-in-picture</source>
   <comment>next</comment>
   <translation>Take the picture again, sharp and with the whole code in it.</translation>
  </message>
  <message>
   <source>receipt.no-picture-reader</source>
   <comment>happened</comment>
   <translation>This laptop has nothing installed that reads codes in pictures.</translation>
  </message>
  <message>
   <source>receipt.no-picture-reader</source>
   <comment>next</comment>
   <translation>Scan the code, or paste its text.</translation>
  </message>
  <message>
   <source>receipt.not-our-run</source>
   <comment>happened</comment>
   <translation>Headquarters has something else at operation {sequence} than this laptop: this data folder may be a copy, or an older state that was put back.</translation>
  </message>
  <message>
   <source>receipt.nothing-received</source>
   <comment>happened</comment>
   <translation>Nothing has been received from this laptop yet, so there is nothing to confirm.</translation>
  </message>
  <message>
   <source>receipt.older-epoch</source>
   <comment>happened</comment>
   <translation>This receipt is from before headquarters was restored, and no longer holds.</translation>
  </message>
  <message>
   <source>receipt.past-key</source>
   <comment>happened</comment>
   <translation>This receipt was signed with a key after headquarters had given it up; it does not hold.</translation>
  </message>
  <message>
   <source>receipt.past-key</source>
   <comment>next</comment>
   <translation>Ask headquarters for a new receipt.</translation>
  </message>
  <message>
   <source>receipt.picture-unreadable</source>
   <comment>happened</comment>
   <translation>{name} is no picture that can be opened, or it is too large.</translation>
  </message>
  <message>
   <source>receipt.unreadable-text</source>
   <comment>happened</comment>
   <translation>This text is not a receipt, or a part of it is missing.</translation>
  </message>
  <message>
   <source>receipt.unreadable-text</source>
   <comment>next</comment>
   <translation>Scan it again, or paste all of the text.</translation>
  </message>
  <message>
   <source>recovery.code-mistyped</source>
   <comment>happened</comment>
   <translation>This is not a recovery code, or a letter of it is wrong.</translation>
  </message>
  <message>
   <source>recovery.code-mistyped</source>
   <comment>next</comment>
   <translation>Compare it group by group: five groups of five.</translation>
  </message>
  <message>
   <source>recovery.no-letter</source>
   <comment>happened</comment>
   <translation>No file of this laptop brought its code yet.</translation>
  </message>
  <message>
   <source>recovery.no-letter</source>
   <comment>next</comment>
   <translation>Let her press Forgot the passphrase at the laptop, write a request and send it. When it is here, press "Take the request".</translation>
  </message>
  <message>
   <source>recovery.no-way-here</source>
   <comment>happened</comment>
   <translation>There is no way back ready in this folder.</translation>
  </message>
  <message>
   <source>recovery.no-way-here</source>
   <comment>kept</comment>
   <translation>Nothing here was changed.</translation>
  </message>
  <message>
   <source>recovery.no-way-here</source>
   <comment>next</comment>
   <translation>Look for a backup whose passphrase somebody knows.</translation>
  </message>
  <message>
   <source>recovery.not-for-us</source>
   <comment>happened</comment>
   <translation>This laptop belongs to another headquarters.</translation>
  </message>
  <message>
   <source>recovery.not-for-us</source>
   <comment>next</comment>
   <translation>Send the request to the headquarters that enrolled it.</translation>
  </message>
  <message>
   <source>recovery.nothing-asked</source>
   <comment>happened</comment>
   <translation>Nothing was asked from this folder.</translation>
  </message>
  <message>
   <source>recovery.nothing-asked</source>
   <comment>next</comment>
   <translation>Ask headquarters first, at this laptop.</translation>
  </message>
  <message>
   <source>recovery.of-another-laptop</source>
   <comment>happened</comment>
   <translation>This request was written at another laptop: {laptop}.</translation>
  </message>
  <message>
   <source>recovery.of-another-laptop</source>
   <comment>next</comment>
   <translation>Choose that laptop, or the right request.</translation>
  </message>
  <message>
   <source>recovery.other-request</source>
   <comment>happened</comment>
   <translation>This answer belongs to another request.</translation>
  </message>
  <message>
   <source>recovery.other-request</source>
   <comment>next</comment>
   <translation>Take the answer to the newest request, or ask once more.</translation>
  </message>
  <message>
   <source>recovery.unreadable</source>
   <comment>happened</comment>
   <translation>This file is damaged, or is about something else.</translation>
  </message>
  <message>
   <source>recovery.unreadable</source>
   <comment>next</comment>
   <translation>Ask for it once more, by another way.</translation>
  </message>
  <message>
   <source>recovery.whose-passphrase</source>
   <comment>happened</comment>
   <translation>{operators} people work here; say whose passphrase is to be new.</translation>
  </message>
  <message>
   <source>recovery.whose-passphrase</source>
   <comment>next</comment>
   <translation>Choose one from the list.</translation>
  </message>
  <message>
   <source>recovery.words-differ</source>
   <comment>happened</comment>
   <translation>The six words are not those of this request.</translation>
  </message>
  <message>
   <source>recovery.words-differ</source>
   <comment>next</comment>
   <translation>Have her read them again by telephone; if they still differ, somebody else wrote this file.</translation>
  </message>
  <message>
   <source>recovery.wrong-code</source>
   <comment>happened</comment>
   <translation>This code does not open this folder.</translation>
  </message>
  <message>
   <source>recovery.wrong-code</source>
   <comment>kept</comment>
   <translation>Nothing here was changed.</translation>
  </message>
  <message>
   <source>recovery.wrong-code</source>
   <comment>next</comment>
   <translation>Ask headquarters for the newest code: each works once, at its own laptop.</translation>
  </message>
  <message>
   <source>rescue.no-identity</source>
   <comment>happened</comment>
   <translation>The keys of this computer itself cannot be read any more.</translation>
  </message>
  <message>
   <source>rescue.no-identity</source>
   <comment>kept</comment>
   <translation>The damaged folder is as it was.</translation>
  </message>
  <message>
   <source>rescue.no-identity</source>
   <comment>next</comment>
   <translation>Restore the newest backup; if there is none, ask headquarters.</translation>
  </message>
  <message>
   <source>resident-number.birth-differs</source>
   <comment>happened</comment>
   <translation>The birth date differs from the one in the ID number.</translation>
  </message>
  <message>
   <source>resident-number.birth-in-other-calendar</source>
   <comment>happened</comment>
   <translation>The birth date is the ID number's in the other calendar.</translation>
  </message>
  <message>
   <source>resident-number.born-later</source>
   <comment>happened</comment>
   <translation>By the ID number this person is not born yet.</translation>
  </message>
  <message>
   <source>resident-number.digits-lost</source>
   <comment>happened</comment>
   <translation>The spreadsheet has turned this number into a rounded one: its last digits are gone.</translation>
  </message>
  <message>
   <source>resident-number.missing</source>
   <comment>happened</comment>
   <translation>There is no resident number.</translation>
  </message>
  <message>
   <source>resident-number.old-form</source>
   <comment>happened</comment>
   <translation>The ID number has 15 digits, as before 1999; compare it with the card.</translation>
  </message>
  <message>
   <source>resident-number.sex-differs</source>
   <comment>happened</comment>
   <translation>The sex differs from the one in the ID number.</translation>
  </message>
  <message>
   <source>resident-number.very-old</source>
   <comment>happened</comment>
   <translation>By the ID number this person is older than 120.</translation>
  </message>
  <message>
   <source>resident-number.wrong-characters</source>
   <comment>happened</comment>
   <translation>A resident number has digits only, and perhaps an X at its end.</translation>
  </message>
  <message>
   <source>resident-number.wrong-check-digit</source>
   <comment>happened</comment>
   <translation>The last character does not fit the others: a digit is wrong or two have changed places.</translation>
  </message>
  <message>
   <source>resident-number.wrong-check-digit</source>
   <comment>next</comment>
   <translation>Compare it with the card once more.</translation>
  </message>
  <message>
   <source>resident-number.wrong-date</source>
   <comment>happened</comment>
   <translation>The birth date inside this resident number does not exist.</translation>
  </message>
  <message>
   <source>resident-number.wrong-length</source>
   <comment>happened</comment>
   <translation>A resident number has 18 characters; this has {length}.</translation>
  </message>
  <message>
   <source>response.design-unknown</source>
   <comment>happened</comment>
   <translation>There is no such way of asking before and after; there are {allowed}.</translation>
  </message>
  <message>
   <source>response.incomplete</source>
   <comment>happened</comment>
   <translation>Some questions are still open or have answers that the form does not allow; they are listed.</translation>
  </message>
  <message>
   <source>response.incomplete</source>
   <comment>kept</comment>
   <translation>What was answered is kept.</translation>
  </message>
  <message>
   <source>response.phase-unknown</source>
   <comment>happened</comment>
   <translation>There is no such phase; there are {allowed}.</translation>
  </message>
  <message>
   <source>response.unknown</source>
   <comment>happened</comment>
   <translation>There is no such answer here.</translation>
  </message>
  <message>
   <source>response.unknown</source>
   <comment>kept</comment>
   <translation>Nothing was written and nothing was lost.</translation>
  </message>
  <message>
   <source>response.unknown</source>
   <comment>next</comment>
   <translation>Take the id from an export of the answers.</translation>
  </message>
  <message>
   <source>review.no-disagreement</source>
   <comment>happened</comment>
   <translation>On {field} only one word stands: there is nothing to decide.</translation>
  </message>
  <message>
   <source>review.no-such-case</source>
   <comment>happened</comment>
   <translation>There is no such case now: it was decided, or another word on it has arrived.</translation>
  </message>
  <message>
   <source>review.no-such-choice</source>
   <comment>happened</comment>
   <translation>This case has no such choice; there are {choices}.</translation>
  </message>
  <message>
   <source>runner.unexpected</source>
   <comment>happened</comment>
   <translation>Something happened in the program that nobody expected ({type}).</translation>
  </message>
  <message>
   <source>search.nothing-to-look-for</source>
   <comment>happened</comment>
   <translation>This text holds nothing that can be looked for.</translation>
  </message>
  <message>
   <source>session.half-unreadable</source>
   <comment>happened</comment>
   <translation>The half of the day cannot be read; there are {allowed}.</translation>
  </message>
  <message>
   <source>session.unknown</source>
   <comment>happened</comment>
   <translation>No session of this code or id is here.</translation>
  </message>
  <message>
   <source>station.exists</source>
   <comment>happened</comment>
   <translation>There is a data folder here already.</translation>
  </message>
  <message>
   <source>station.exists</source>
   <comment>next</comment>
   <translation>Open it, or choose another place.</translation>
  </message>
  <message>
   <source>station.in-use</source>
   <comment>happened</comment>
   <translation>Another window of this program is working in this data folder.</translation>
  </message>
  <message>
   <source>station.keys-missing</source>
   <comment>happened</comment>
   <translation>The database is here, but the keys that open it are not.</translation>
  </message>
  <message>
   <source>station.keys-missing</source>
   <comment>kept</comment>
   <translation>Nothing was touched here. If the power failed while the folder was first made, no records were in it yet.</translation>
  </message>
  <message>
   <source>station.keys-missing</source>
   <comment>next</comment>
   <translation>Restore a backup. Without one: from a laptop in the field, telephone headquarters; at headquarters, leave everything as it is and ask somebody who knows computers.</translation>
  </message>
  <message>
   <source>station.name-too-long</source>
   <comment>happened</comment>
   <translation>The names of a computer and of a person have at most {characters} characters each; this one has {length}.</translation>
  </message>
  <message>
   <source>station.no-folder</source>
   <comment>happened</comment>
   <translation>A file stands in this place, not a folder.</translation>
  </message>
  <message>
   <source>station.no-name</source>
   <comment>happened</comment>
   <translation>A data folder has a name, and somebody who works with it.</translation>
  </message>
  <message>
   <source>station.none-here</source>
   <comment>happened</comment>
   <translation>There is no data folder of this program here.</translation>
  </message>
  <message>
   <source>station.passphrase-too-short</source>
   <comment>happened</comment>
   <translation>A passphrase has at least {characters} characters.</translation>
  </message>
  <message>
   <source>station.was-here</source>
   <comment>happened</comment>
   <translation>There were records in this place before.</translation>
  </message>
  <message>
   <source>station.was-here</source>
   <comment>next</comment>
   <translation>Look whether the folder was moved, or restore a backup.</translation>
  </message>
  <message>
   <source>station.wrong-role</source>
   <comment>happened</comment>
   <translation>This is done on the other side: it cannot be done with this data folder.</translation>
  </message>
  <message>
   <source>step/ask-headquarters</source>
   <comment>next</comment>
   <translation>Telephone headquarters and read out the code.</translation>
  </message>
  <message>
   <source>step/ask-sender</source>
   <comment>next</comment>
   <translation>Ask the sender to write it once more.</translation>
  </message>
  <message>
   <source>step/check-passphrase</source>
   <comment>next</comment>
   <translation>Look at the passphrase again: capitals, input method, spaces.</translation>
  </message>
  <message>
   <source>step/check-permission</source>
   <comment>next</comment>
   <translation>See whether this place can be written to, and whether the stick is locked.</translation>
  </message>
  <message>
   <source>step/choose-another-file</source>
   <comment>next</comment>
   <translation>Choose another file or folder.</translation>
  </message>
  <message>
   <source>step/close-other-program</source>
   <comment>next</comment>
   <translation>Close the other window and try again.</translation>
  </message>
  <message>
   <source>step/free-space</source>
   <comment>next</comment>
   <translation>Make room or use another stick, then try again.</translation>
  </message>
  <message>
   <source>step/mend-file</source>
   <comment>next</comment>
   <translation>Mend the file and try again.</translation>
  </message>
  <message>
   <source>step/mend-input</source>
   <comment>next</comment>
   <translation>Change it and try again.</translation>
  </message>
  <message>
   <source>step/report</source>
   <comment>next</comment>
   <translation>Telephone headquarters and read out the code.</translation>
  </message>
  <message>
   <source>step/restore-backup</source>
   <comment>next</comment>
   <translation>Restore a backup. Without one: from a laptop in the field, telephone headquarters; at headquarters, leave everything as it is and ask somebody who knows computers.</translation>
  </message>
  <message>
   <source>step/retry</source>
   <comment>next</comment>
   <translation>Try again.</translation>
  </message>
  <message>
   <source>step/update-program</source>
   <comment>next</comment>
   <translation>Update Tianye and try again.</translation>
  </message>
  <message>
   <source>system.no-memory</source>
   <comment>happened</comment>
   <translation>The memory of this computer was not enough.</translation>
  </message>
  <message>
   <source>system.no-memory</source>
   <comment>next</comment>
   <translation>Close other programs and try again.</translation>
  </message>
  <message>
   <source>system.refused</source>
   <comment>happened</comment>
   <translation>The system refused to read or write (system code {errno}, {name}).</translation>
  </message>
  <message>
   <source>table.column-missing</source>
   <comment>happened</comment>
   <translation>A column is missing that is needed: {wanted}.</translation>
  </message>
  <message>
   <source>table.column-twice</source>
   <comment>happened</comment>
   <translation>Two columns have the same meaning.</translation>
  </message>
  <message>
   <source>table.column-unknown</source>
   <comment>happened</comment>
   <translation>This column has no meaning here and was passed over ({heading}).</translation>
  </message>
  <message>
   <source>table.footer-skipped</source>
   <comment>happened</comment>
   <translation>This row looks like a total or a signature and was passed over.</translation>
  </message>
  <message>
   <source>table.headings-missing</source>
   <comment>happened</comment>
   <translation>No row was found that could be the headings ({wanted}).</translation>
  </message>
  <message>
   <source>table.rows-cut</source>
   <comment>happened</comment>
   <translation>The sheet goes on after the last row that was read.</translation>
  </message>
  <message>
   <source>table.sheet-skipped</source>
   <comment>happened</comment>
   <translation>This sheet was passed over.</translation>
  </message>
  <message>
   <source>table.value-missing</source>
   <comment>happened</comment>
   <translation>A value is missing that is needed.</translation>
  </message>
  <message>
   <source>training.kind-unreadable</source>
   <comment>happened</comment>
   <translation>The kind of training cannot be read; there are {allowed}.</translation>
  </message>
  <message>
   <source>training.threshold-unreadable</source>
   <comment>happened</comment>
   <translation>The rule for having completed the training cannot be read.</translation>
  </message>
  <message>
   <source>training.unknown</source>
   <comment>happened</comment>
   <translation>There is no such training.</translation>
  </message>
  <message>
   <source>undo.already-undone</source>
   <comment>happened</comment>
   <translation>This was taken back before.</translation>
  </message>
  <message>
   <source>undo.no-such-command</source>
   <comment>happened</comment>
   <translation>Nothing of this id was done on this computer.</translation>
  </message>
  <message>
   <source>undo.nothing-to-undo</source>
   <comment>happened</comment>
   <translation>There is nothing on this computer that could be taken back.</translation>
  </message>
  <message>
   <source>undo.others-rest-on-it</source>
   <comment>happened</comment>
   <translation>People it registered or sessions it planned have been checked in since ({attendances}); nothing was taken back.</translation>
  </message>
  <message>
   <source>workbook.password-protected</source>
   <comment>happened</comment>
   <translation>This workbook is protected by a password.</translation>
  </message>
  <message>
   <source>workbook.password-protected</source>
   <comment>next</comment>
   <translation>Save a copy without the password.</translation>
  </message>
  <message>
   <source>workbook.too-large</source>
   <comment>happened</comment>
   <translation>This workbook is larger than the program takes in ({limit}: at most {maximum}).</translation>
  </message>
  <message>
   <source>workbook.unreadable</source>
   <comment>happened</comment>
   <translation>This is not a workbook, or it is damaged.</translation>
  </message>
  <message>
   <source>workbook.unsafe</source>
   <comment>happened</comment>
   <translation>This workbook holds parts that a spreadsheet program does not write; it was not opened.</translation>
  </message>
 </context>
</TS>
