// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textencoding.h"

#include <QList>
#include <QStringDecoder>

#include <uchardet.h>

#include <memory>

namespace tabletalk {

namespace {

//! Half a character at the end is an error, since nothing follows.
constexpr QStringConverter::Flags kWhole = QStringConverter::Flag::Stateless;
//! Enough for a guess, whatever the size of the source.
constexpr qsizetype kGuessedBytes = 1024 * 1024;

//! Every second byte of it is zero, in the same half of each pair.
std::optional<QByteArray> unmarkedUtf16(QByteArrayView bytes)
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
    if (oddZeros > 0 && oddZeros >= most && evenZeros == 0)
        return QByteArray("UTF-16LE");
    if (evenZeros > 0 && evenZeros >= most && oddZeros == 0)
        return QByteArray("UTF-16BE");
    return std::nullopt;
}

//! Bytes that no character of UTF-8 takes, and characters of several bytes.
struct Utf8Tally {
    qint64 wrong = 0;
    qint64 multibyte = 0;
};

Utf8Tally tallyUtf8(const QByteArray &bytes)
{
    Utf8Tally tally;
    for (qsizetype i = 0; i < bytes.size();) {
        const auto lead = quint8(bytes[i]);
        const int length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (length > 1) {
            const QByteArrayView rest = QByteArrayView(bytes).sliced(i);
            const bool isWhole =
                rest.size() >= length && lead >= 0xc2 && QUtf8StringView(rest.first(length)).isValidUtf8();
            tally.wrong += isWhole ? 0 : 1;
            tally.multibyte += isWhole ? 1 : 0;
            i += isWhole ? length : 1;
        } else {
            ++i;
        }
    }
    return tally;
}

} // namespace

std::optional<QByteArray> markedEncoding(const QByteArray &bytes)
{
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return QByteArray(QStringConverter::nameForEncoding(*marked));
    return unmarkedUtf16(QByteArrayView(bytes).first(std::min(bytes.size(), kGuessedBytes)));
}

QByteArray guessedEncoding(const QByteArray &bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
    const qsizetype size = std::min(bytes.size(), kGuessedBytes);
    if (uchardet_handle_data(detector.get(), bytes.constData(), size_t(size)) != 0)
        return {};
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

std::optional<QString> decodedText(const QByteArray &bytes, const QByteArray &encoding)
{
    QStringDecoder decoder(encoding.constData(), kWhole);
    if (!decoder.isValid())
        return std::nullopt;
    QString text = decoder(bytes);
    // The decoder of UTF-16 passes half a pair on as it is.
    if (decoder.hasError() || !text.isValidUtf16())
        return std::nullopt;
    return text;
}

std::optional<DecodedSource> decodeSource(const QByteArray &bytes, const std::optional<QString> &chosen)
{
    constexpr QByteArrayView kUtf8Mark("\xef\xbb\xbf");
    const QString utf8Name = QStringLiteral("UTF-8");
    const std::optional<QByteArray> marked = markedEncoding(bytes);
    const bool isUtf8 = chosen ? *chosen == utf8Name : !marked || *marked == "UTF-8";
    const QByteArray body = bytes.startsWith(kUtf8Mark) ? bytes.sliced(kUtf8Mark.size()) : bytes;
    if (isUtf8 && body.isValidUtf8())
        return DecodedSource{body, utf8Name};
    if (isUtf8) {
        // A few bytes gone wrong in text that is UTF-8 otherwise must not turn all of it into another.
        const Utf8Tally tally = tallyUtf8(body);
        if (chosen || marked || tally.wrong * 10 < tally.multibyte)
            return DecodedSource{QString::fromUtf8(body).toUtf8(), utf8Name, tally.wrong};
    }
    QList<QByteArray> names;
    if (chosen)
        names = {chosen->toLatin1()};
    else if (marked)
        names = {*marked};
    else
        names = {guessedEncoding(bytes), QByteArray("windows-1252"), QByteArray("ISO-8859-1")};
    for (const QByteArray &name : names) {
        if (const std::optional<QString> text = decodedText(bytes, name))
            return DecodedSource{text->toUtf8(), QString::fromLatin1(name)};
    }
    QStringDecoder decoder(names.first().constData());
    if (!decoder.isValid())
        return std::nullopt;
    const QString text = decoder(bytes);
    return DecodedSource{text.toUtf8(), QString::fromLatin1(names.first()),
                         text.count(QChar::ReplacementCharacter)};
}

} // namespace tabletalk
