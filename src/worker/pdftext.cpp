// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pdftext.h"

#include <poppler-document.h>
#include <poppler-page.h>

#include <iconv.h>

#include <limits>
#include <memory>

namespace tabletalk {

void preparePdfText()
{
    // Poppler's strings go through iconv, which reads a file for UTF-16. Held open, so that it stays.
    static const iconv_t kept[] = {::iconv_open("UTF-16", "UTF-8"), ::iconv_open("UTF-8", "UTF-16")};
    Q_UNUSED(kept);
}

ExtractedText pdfText(const QByteArray &bytes, qsizetype mostCharacters)
{
    using Problem = ExtractedText::Problem;
    if (bytes.size() > std::numeric_limits<int>::max())
        return {Problem::TooLong};
    // What Poppler says about the document is about the document; it is nobody's log.
    poppler::set_debug_error_function([](const std::string &, void *) {}, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.constData(), int(bytes.size())));
    if (!document)
        return {Problem::Damaged};
    if (document->is_locked())
        return {Problem::Locked};
    ExtractedText found;
    found.pages = document->pages();
    if (found.pages < 1)
        return {Problem::Damaged};
    for (int index = 0; index < found.pages; ++index) {
        const std::unique_ptr<poppler::page> page(document->create_page(index));
        // A page that cannot be read is an empty one; the others are still worth having.
        if (page) {
            const poppler::ustring text = page->text();
            found.text +=
                QString::fromUtf16(reinterpret_cast<const char16_t *>(text.data()), qsizetype(text.size()));
        }
        if (index + 1 < found.pages && !found.text.endsWith(u'\f'))
            found.text += u'\f';
        if (found.text.size() > mostCharacters)
            return {Problem::TooLong};
    }
    return found;
}

} // namespace tabletalk
