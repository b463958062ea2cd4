<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>consents</name>
  <message>
   <source>Answers about health may be kept</source>
   <translation>可以保存身体状况的回答</translation>
  </message>
  <message>
   <source>Data may be handed to {receiver}</source>
   <translation>可以把信息交给{receiver}</translation>
  </message>
  <message>
   <source>Data may go abroad, to {receiver}</source>
   <translation>可以把信息交到境外的{receiver}</translation>
  </message>
  <message>
   <source>May be called or written to</source>
   <translation>可以打电话、发消息联系</translation>
  </message>
  <message>
   <source>Photographs may be used</source>
   <translation>可以用照片</translation>
  </message>
  <message>
   <source>The ID number may be kept, unreadable</source>
   <translation>可以保存身份证号（存成看不出原号的样子）</translation>
  </message>
  <message>
   <source>The name may stand on attendance lists</source>
   <translation>姓名可以写进签到名单</translation>
  </message>
  <message>
   <source>Under 14: a parent or guardian agrees</source>
   <translation>未满 14 岁：家长或监护人同意</translation>
  </message>
  <message>
   <source>Words may be quoted with the name</source>
   <translation>可以写上姓名引用说的话</translation>
  </message>
  <message>
   <source>Words may be quoted without a name</source>
   <translation>可以不写姓名引用说的话</translation>
  </message>
 </context>
 <context>
  <name>facts</name>
  <message>
   <source>Also called</source>
   <translation>又叫</translation>
  </message>
  <message>
   <source>Born</source>
   <translation>出生</translation>
  </message>
  <message>
   <source>Co-operative</source>
   <translation>合作社</translation>
  </message>
  <message>
   <source>Consent</source>
   <translation>同意</translation>
  </message>
  <message>
   <source>Disability</source>
   <translation>残疾</translation>
  </message>
  <message>
   <source>Ethnic group</source>
   <translation>民族</translation>
  </message>
  <message>
   <source>Head of the household</source>
   <translation>户主</translation>
  </message>
  <message>
   <source>Household</source>
   <translation>户号</translation>
  </message>
  <message>
   <source>ID number ends in</source>
   <translation>身份证后四位</translation>
  </message>
  <message>
   <source>Lives in</source>
   <translation>住在</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Name in Latin letters</source>
   <translation>拉丁名</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>People in the household</source>
   <translation>家里人口</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>Post</source>
   <translation>职务</translation>
  </message>
  <message>
   <source>Schooling</source>
   <translation>文化程度</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>性别</translation>
  </message>
  <message>
   <source>Tibetan name</source>
   <translation>藏文名</translation>
  </message>
  <message>
   <source>agreed</source>
   <translation>同意</translation>
  </message>
  <message>
   <source>has no phone</source>
   <translation>没有电话</translation>
  </message>
  <message>
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>没问过</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>不同意</translation>
  </message>
  <message>
   <source>withdrawn</source>
   <translation>撤回了</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>是</translation>
  </message>
 </context>
 <context>
  <name>people</name>
  <message>
   <source>born {date}</source>
   <translation>{date}生</translation>
  </message>
  <message>
   <source>man</source>
   <translation>男</translation>
  </message>
  <message>
   <source>woman</source>
   <translation>女</translation>
  </message>
 </context>
 <context>
  <name>sessions</name>
  <message>
   <source>by badge</source>
   <translation>扫胸牌</translation>
  </message>
  <message>
   <source>by name</source>
   <translation>按名字</translation>
  </message>
  <message>
   <source>by number</source>
   <translation>按编号</translation>
  </message>
  <message>
   <source>by phone</source>
   <translation>按电话</translation>
  </message>
  <message>
   <source>decided later</source>
   <translation>后来定的</translation>
  </message>
  <message>
   <source>from the list</source>
   <translation>名单上点的</translation>
  </message>
  <message>
   <source>on paper</source>
   <translation>纸上补的</translation>
  </message>
  <message>
   <source>today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>walk-in</source>
   <translation>临时登记</translation>
  </message>
 </context>
</TS>
