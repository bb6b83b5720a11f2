// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plaintext.h"

#include <QStringDecoder>

#include <uchardet.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace tabletalk {

namespace {

using Problem = ExtractedText::Problem;

//! Half a character at the end is an error, since nothing follows.
constexpr QStringConverter::Flags kWhole = QStringConverter::Flag::Stateless;

//! Empty where there is none.
QByteArray detectedEncoding(const QByteArray &bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
    if (uchardet_handle_data(detector.get(), bytes.constData(), size_t(bytes.size())) != 0)
        return {};
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

//! Every second byte of it is zero, in the same half of each pair: UTF-16 that forgot its mark.
std::optional<QStringConverter::Encoding> unmarkedUtf16(const QByteArray &bytes)
{
    if (bytes.size() < 2 || bytes.size() % 2 != 0)
        return std::nullopt;
    qsizetype evenZeros = 0;
    qsizetype oddZeros = 0;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        evenZeros += bytes[i] == '\0';
        oddZeros += bytes[i + 1] == '\0';
    }
    const qsizetype most = bytes.size() / 2 * 3 / 4;
    if (oddZeros >= most && evenZeros == 0)
        return QStringConverter::Utf16LE;
    if (evenZeros >= most && oddZeros == 0)
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

//! Characters that are in no text: a program, a picture or an archive was read as one.
bool isBinary(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        const char16_t code = character.unicode();
        return code < 0x20 && code != u'\t' && code != u'\n' && code != u'\r' && code != u'\f'
               && code != 0x1b;
    });
}

std::optional<QString> decoded(QStringDecoder decoder, const QByteArray &bytes)
{
    if (!decoder.isValid())
        return std::nullopt;
    QString text = decoder(bytes);
    // The decoder of UTF-16 passes half a pair on as it is.
    if (decoder.hasError() || !text.isValidUtf16())
        return std::nullopt;
    return text;
}

} // namespace

ExtractedText plainText(const QByteArray &bytes, qsizetype mostCharacters)
{
    // Four bytes are the longest a character takes.
    if (bytes.size() / 4 > mostCharacters)
        return {Problem::TooLong};
    std::optional<QStringConverter::Encoding> marked = QStringConverter::encodingForData(bytes);
    if (!marked)
        marked = unmarkedUtf16(bytes);

    ExtractedText found;
    const QStringConverter::Encoding unicode = marked.value_or(QStringConverter::Utf8);
    std::optional<QString> text = decoded(QStringDecoder(unicode, kWhole), bytes);
    found.encoding = QString::fromLatin1(QStringConverter::nameForEncoding(unicode));
    if (!text && marked)
        return {Problem::Damaged};
    if (!text) {
        for (const QByteArray &name : {detectedEncoding(bytes), QByteArray("windows-1252")}) {
            text = decoded(QStringDecoder(name.constData(), kWhole), bytes);
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
