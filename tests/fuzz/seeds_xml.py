"""Small XML files of every form that is read, each with something severe at its end."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzz.seed import Seed, pointing, using

FAILED = "{result: [failed, error]}"
JUNIT = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" errors="1" name="all" time="1.5">
  <testsuite name="engine" tests="4" failures="1" errors="1" skipped="1"
  timestamp="2026-11-08T10:05:00" hostname="h" file="a.py">
    <properties><property name="p" value="v"/></properties>
    <testcase classname="Engine" name="starts" time="0.5" file="a.py" line="3"/>
    <testcase classname="Engine" name="stops" time="1,234.25"><skipped
  message="no harbour free"/><system-out><![CDATA[ <x> & ]]></system-out></testcase>
    <testcase classname="Engine" name="turns" time="-1" status="run"><error type="E"
  message="e">trace &amp; more</error></testcase>
    <testcase classname="Engine" name="turns" time="1e-3"><failure type="F">why<b/></failure></testcase>
    <system-err>é</system-err>
  </testsuite>
</testsuites>
"""
FLAKY = """<testsuite name="a" tests="3" failures="0" errors="1"><testcase name="x"><flakyFailure
  message="m"/><rerunFailure type="t"/></testcase>
<testsuite name="inner"><testcase name="y" result="«failed»"/><testcase name="z"
  status="Passed"/></testsuite><error message="whole"/></testsuite>"""
STATED = """<testsuite name="a" tests="2"><testcase name="x" status="passed"/><testcase name="y"
  status="«failed»"/></testsuite>"""
NUNIT3 = """<test-run id="0" testcasecount="3" result="Failed" total="3" passed="1" failed="1"
  skipped="1" start-time="2026-11-08 10:05:00Z">
 <test-suite type="Assembly" name="a.dll" fullname="a.dll" filepath="/a"
  result="Failed" start-time="2026-11-08 10:05:00Z">
  <test-case id="1" name="a" fullname="N.a" classname="N" result="Passed" duration="0.5"/>
  <test-case id="2" name="b" fullname="N.b" result="Skipped"
  label="Ignored"><reason><message><![CDATA[later]]></message></reason></test-case>
  <test-case id="3" name="c" fullname="N.c" result="«Failed»"
  label="Error"><failure><message>bad</message><stack-trace>x</stack-trace></failure></test-case>
 </test-suite></test-run>"""
NUNIT2 = """<test-results name="a" total="2" errors="0" failures="1" not-run="1"><test-suite
  name="s" executed="True"><results>
 <test-case name="N.a" executed="True" success="True" time="0.1"/><test-case name="N.b" executed="False"/>
 <test-case name="N.c" executed="True"
  success="«False»"><failure><message>m</message></failure></test-case></results></test-suite></test-results>"""
TRX = """<?xml version="1.0" encoding="UTF-8"?>
<TestRun id="r" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
   <Times start="2026-11-08T10:05:00.1234567+01:00"/>
 <Results><UnitTestResult testId="1" testName="a" outcome="Passed"
  duration="00:00:01.5000000" startTime="2026-11-08T10:05:00.1234567+01:00"/>
 <UnitTestResult testId="2" testName="d"
  outcome="Failed"><InnerResults><UnitTestResult testName="d(1)"
  outcome="NotExecuted"/></InnerResults></UnitTestResult>
 <UnitTestResult testId="3" testName="c" outcome="«Failed»"
  duration="1.00:00:00"><Output><ErrorInfo><Message>m</Message></ErrorInfo></Output></UnitTestResult></Results>
 <TestDefinitions><UnitTest id="1" name="a"><TestMethod className="N" name="a"/></UnitTest></TestDefinitions>
 <ResultSummary outcome="Failed"><Counters total="3" passed="1" failed="1"/><RunInfos><RunInfo
  outcome="Warning"><Text>t</Text></RunInfo></RunInfos></ResultSummary></TestRun>"""
BILL = """<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components>
 <component type="library"
  bom-ref="r"><group>g</group><name>a</name><version>1.10</version><purl>pkg:a</purl><licenses>
   <license><id>MIT</id></license><expression>A OR B</expression></licenses>
  <supplier><name>s</name></supplier><components><component><name>inner</name></component></components></component>
 <component type="file"><name>b</name></component></components>
 <vulnerabilities><vulnerability
  bom-ref="v1"><id>CVE-1</id><source><name>NVD</name></source>
   <ratings><rating><score>3.1</score><severity>low</severity></rating></ratings>
   <analysis><state>not_affected</state><responses><response>update</response></responses></analysis>
   <affects><target><ref>r</ref></target></affects></vulnerability>
 <vulnerability><id>CVE-2</id><ratings><rating><severity>critical</severity></rating></ratings>
   <analysis><state>«exploitable»</state></analysis></vulnerability></vulnerabilities></bom>"""
RESULTS = """<assessment-results xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="u"><result uuid="x">
 <finding uuid="u1"><title>T</title><target type="objective-id" target-id="ac-6"><status
  state="satisfied"/></target></finding>
 <finding uuid="u2"><title>T <em>two</em></title><target target-id="ac-7"><status
  state="«not-satisfied»"/></target></finding></result></assessment-results>"""
PLAN = """<plan-of-action-and-milestones xmlns="http://csrc.nist.gov/ns/oscal/1.0"><risk
  uuid="u1"><title>R</title><status>closed</status></risk>
 <risk uuid="u2"><title>R</title><description><p>d</p></description><status>open</status>
   <deadline>2026-12-01T00:00:00Z</deadline></risk></plan-of-action-and-milestones>"""
TREE = """<?xml version="1.0" encoding="{encoding}"?>
<!-- é --><t:teams xmlns:t="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <team name="radar"><issue key="R-1" level="3"><state>open</state><tag>a</tag><tag>b</tag><cost
  xsi:nil="true"/></issue></team>
 <team name="radio"><issue key="R-2" level="4"><state>closed</state></issue>
  <issue key="R-3" level="«1»"><state>«open»</state><found>2026-11-01</found></issue></team>
</t:teams>
"""
HOW = """\
at: /teams/$team/issue
map:
  {id: '@key', severity: '@level', status: state, plan: $team/@name, tags: {column: tag, may_lack: true},
   found: {column: found, may_lack: true}}
"""
MAP = "map: {id: '@key', severity: '@level', status: state}"


def seeds() -> Iterator[Seed]:
    plain = TREE.replace("{encoding}", "utf-8")
    yield pointing("tree", "log.xml", plain, HOW, ends="marked")
    how = f"at: ['/**/issue', '/x/*']\nwhere: {{'@key': {{given: true}}}}\n{MAP}"
    yield pointing("any depth", "log.xml", plain, how, ends="marked")
    latin = TREE.replace("{encoding}", "iso-8859-1")
    yield pointing("latin", "log.xml", latin, f"at: /*/*/*\n{MAP}", encoding="latin-1", ends="marked")
    wide = TREE.replace("{encoding}", "utf-16")
    yield pointing("utf-16", "log.xml", wide, f"at: /teams/team/issue\n{MAP}", encoding="utf-16", ends="marked")
    yield using("junit", "report.xml", JUNIT, FAILED, ends="marked")
    yield using("junit", "report.xml", FLAKY, FAILED, ends="marked", of="flaky")
    yield using("junit", "report.xml", STATED, FAILED, ends="marked", of="stated")
    yield using("nunit3", "report.xml", NUNIT3, FAILED, ends="marked")
    yield using("nunit3", "report.xml", NUNIT2, FAILED, ends="marked", of="2")
    yield using("trx", "report.trx", TRX, FAILED, ends="marked")
    yield using("cyclonedx", "bom.xml", BILL, "{state: [exploitable, in_triage]}", ends="marked")
    yield using("cyclonedx-components", "bom.xml", BILL.replace("«", "").replace("»", ""), "{name: b}", ends="marked")
    yield using("oscal-assessment-results-xml", "ar.xml", RESULTS, "{state: not-satisfied}", ends="marked")
    yield using("oscal-poam-xml", "poam.xml", PLAN, "{status: open}", ends="marked")
