// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plaintext.h"

#include "textencoding.h"

#include <algorithm>

namespace tabletalk {

namespace {

using Problem = ExtractedText::Problem;

//! Characters that are in no text: a program, a picture or an archive was read as one.
bool isBinary(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        const char16_t code = character.unicode();
        return code < 0x20 && code != u'\t' && code != u'\n' && code != u'\r' && code != u'\f'
               && code != 0x1b;
    });
}

} // namespace

ExtractedText plainText(const QByteArray &bytes, qsizetype mostCharacters)
{
    // Four bytes are the longest a character takes.
    if (bytes.size() / 4 > mostCharacters)
        return {Problem::TooLong};
    const std::optional<QByteArray> marked = markedEncoding(bytes);
    ExtractedText found;
    const QByteArray unicode = marked.value_or("UTF-8");
    std::optional<QString> text = decodedText(bytes, unicode);
    found.encoding = QString::fromLatin1(unicode);
    if (!text && marked)
        return {Problem::Damaged};
    if (!text) {
        for (const QByteArray &name : {guessedEncoding(bytes), QByteArray("windows-1252")}) {
            text = decodedText(bytes, name);
            found.encoding = QString::fromLatin1(name);
            if (text)
                break;
        }
    }
    if (!text || isBinary(*text))
        return {Problem::NotText};
    if (text->size() > mostCharacters)
        return {Problem::TooLong};
    found.text = std::move(*text);
    return found;
}

} // namespace tabletalk
