#include "server/dav/write.hpp"

#include "server/http/conditional.hpp"

namespace tandem::dav {

bool passes_conditions(const http::Headers& headers, std::string_view etag) {
    return http::passes_if_match(headers, etag) && (etag.empty() || !http::has_current_copy(headers, etag));
}

Write write(const Ask& ask, ObjectCommand command, const CalendarObject* before,
            std::function<http::Response(const Outcome&)> answer) {
    const http::Headers& headers = ask.request.headers;
    Write write;
    write.submission.actor = ask.visitor.actor();
    write.submission.command = {to_text(new_id(ask.services.backend.clock.now())), std::move(command.name),
                                std::move(command.args), std::nullopt};
    if (before) {
        // An occurrence that came or went has changed the series.
        write.submission.unchanged.push_back({&entry_type, before->entry->id, before->entry->rev});
        for (const SeenEntry& one : before->overrides)
            write.submission.unchanged.push_back({&entry_type, one.entry->id, one.entry->rev});
    }
    write.answer = std::move(answer);
    write.may_retry = !headers.find("If-Match") && !headers.find("If-None-Match");
    return write;
}

} // namespace tandem::dav
