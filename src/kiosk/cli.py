"""temporary"""
import sys
from kiosk.content.library import Library
from kiosk.content.gate import check, word_count
def main():
    l=Library(); bad=0
    for i in l.ids():
        if len(sys.argv)>3 and sys.argv[3]!=i: continue
        r=l.read(i,with_facts=True)
        m=list(r.mistakes)+check(r)
        if r.procedure: print(i, word_count(r.procedure),"words")
        for x in m: print(f"{x.file.parent.name}/{x.file.name}:{x.line}: {x.says} {x.cure} [{x.rule}]"); bad=1
    return bad
