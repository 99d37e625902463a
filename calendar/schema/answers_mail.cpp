// Bodies of HTTP answers about mail.
#include "calendar/schema/parts.hpp"

namespace tandem::schema {

void emit_mail(const Emit& emit) {
    emit("api/mail.json", "GET /api/mail", object({{"on", boolean()}}));
    emit("api/mail_sent.json", "POST /api/mail/test", object({{"sent", boolean()}}));
}

} // namespace tandem::schema
