"""The scenario table: what goes wrong with a real camera, and what its user then sees.

Each runs through real harvesters and GenApi, and through the stand-in for PySpin
(`scenarios.parks`), in the whole program short of a screen (`scenarios.watching`).

===============================  =====================================================
what happens                     what is seen
===============================  =====================================================
opened by serial, also in hex    the picture of that camera
wrong serial                     that it is not there, and which are; comes by itself
one camera for two roles         refused: already open in this program
in use                           that another program has it; comes when that lets go
binned by a node or by a mode    how, as a note
not binned but cut out           a remark: not the same view; the settings FAIL
USB 2                            a remark with the megabytes needed and possible
no ExposureTime, no Gain         the picture, and a remark for each
exposure the camera lacks        refused by name with its range; nothing was changed
exposure longer than a period    refused by the rig file's line; the camera stays shut
rate that the link lacks         refused, and the link is to blame
rate locked by its automatic     set: the automatic is off before
automatic on again               FAIL with "apply again", and logged; applied, a PASS
the same, with reapply           set again by itself, and logged
exposure set by another program  settings and frame rate FAIL
Mono12p                          the same picture; 255 is the sensor's maximum only
trigger left on                  which trigger and line; T gives the picture; On after
trigger off                      stays off, however often T is pressed
trigger wanted                   off is a WARNING, until the profile is applied
stall                            no frames come; over by itself
unplugged and back               gone, is looked for; settings back, 0 dropped
without power                    the same, and no automatic is on
all frames incomplete            no frame comes whole; counted, never judged
some frames incomplete           counted; FAIL with the cable
every tenth missing              counted exactly; FAIL with the port
two cameras, one dies            the other loses no frame
killed with -9                   the next start works; closed, it is as found at first
killed, opened by nobody         the next start puts it back
SDK missing, broken, other       which, why, and how to get it
===============================  =====================================================
"""
