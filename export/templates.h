/* What share/templates holds, built in; see template_shipped(). */
#ifndef AMPARO_EXPORT_TEMPLATES_H
#define AMPARO_EXPORT_TEMPLATES_H

extern const char template_invitation_en[], template_invitation_es[], template_invitation_he[];
extern const char template_reminder_en[], template_reminder_es[], template_reminder_he[];
extern const char template_again_en[], template_again_es[], template_again_he[];

#endif
