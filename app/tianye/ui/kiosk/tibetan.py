"""What the kiosk says in Tibetan, beside the language of the screen.

DRAFT: no native speaker has checked these sentences. They stand here in one place so that one can, and the kiosk is
complete without them: each stands beside the same words in Chinese or English.
"""

from __future__ import annotations

from typing import Final

SAYINGS: Final = {
    "show_badge": "བྱང་བུ་འདིར་བཞག་རོགས།",
    "find_name": "མིང་འཚོལ།",
    "new_here": "གསར་དུ་ཡོང་བ་ཡིན།",
    "call_leader": "དཀའ་ངལ་ཡོད་ན་འགན་འཛིན་ལ་ཤོད་རོགས།",
    "admitted": "མིང་བཀོད་ཚར་སོང་།",
    "already_in": "མིང་སྔོན་ནས་བཀོད་ཡོད།",
    "without_name": "མི་གཅིག་བསྣན་ཚར་སོང་།",
    "go_in": "ནང་ལ་ཕེབས།",
    "not_on_list": "མིང་ཐོའི་ནང་མི་འདུག",
    "may_join": "སྐྱོན་མེད། ཞུགས་ཆོག འགན་འཛིན་ལ་ཤོད་རོགས།",
    "ambiguous": "མིང་གཅིག་པ་མི་གཉིས་འདུག",
    "choose_mark": "རང་གི་རྟགས་རིས་འདེམས་རོགས།",
    "unknown_badge": "བྱང་བུ་གསལ་པོ་མི་འདུག",
    "again_slowly": "ཡང་བསྐྱར་ག་ལེར་བཞག་རོགས།",
    "forged_badge": "བྱང་བུ་འདི་བཀོལ་མི་ཆོག",
    "leader_helps": "འགན་འཛིན་གྱིས་རོགས་བྱེད།",
    "closed": "ད་ལྟ་མིང་འགོད་མཚམས་བཞག་ཟིན།",
    "taken_back": "མིང་ཕྱིར་བསུབས་ཟིན།",
    "scan_own": "རང་གི་བྱང་བུ་བཞག་རོགས།",
    "fault": "ད་ལྟ་འགོད་མི་ཐུབ།",
    "again": "བསྐྱར་དུ་བཞག",
    "leader": "འགན་འཛིན།",
    "not_me": "ང་མིན།",
    "type_name": "མིང་གི་ཡི་གེ་གནོན་རོགས།",
    "one_more": "ཡི་གེ་གཅིག་བསྣན་རོགས།",
    "nobody": "མིང་མ་རྙེད།",
    "back": "ཕྱིར་ལོག",
}
"""Name of a saying → the draft."""
