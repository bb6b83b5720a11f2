// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serverscript.h"

#include <QByteArrayView>

namespace tabletalk {

QByteArray ReceivedRequest::header(QByteArrayView name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && name.compare(QByteArrayView(line).first(colon), Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray responseHead(int status, const HeaderLines &headers)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

QByteArray response(int status, const QByteArray &contentType, const QByteArray &body,
                    const HeaderLines &headers)
{
    HeaderLines all{{"Content-Type", contentType}, {"Content-Length", QByteArray::number(body.size())}};
    all += headers;
    return responseHead(status, all) + body;
}

QByteArray chunk(const QByteArray &piece)
{
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

} // namespace tabletalk
