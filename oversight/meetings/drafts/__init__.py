"""会议用的文书: agenda, roll, attendance list, leave slip, count sheet, announcement, script, slips, report up.

Each is Chinese whatever the reader's language and says only what the record has: what is not known is left
out, and what is written by hand is an empty box or a line to sign on, never a row of dots.
"""
