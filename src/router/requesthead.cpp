// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requesthead.h"

#include <algorithm>

namespace tabletalk {

QByteArray requestHead(const HttpRequest &request)
{
    const bool isPost = request.verb == HttpRequest::Verb::Post;
    QByteArray head;
    const auto add = [&head](QByteArrayView name, const QByteArray &value) {
        head += name;
        head += ": " + value + "\r\n";
    };
    head += (isPost ? "POST " : "GET ") + request.url.path(QUrl::FullyEncoded).toLatin1() + " HTTP/1.1\r\n";
    add("Host", request.url.authority(QUrl::FullyEncoded).toLatin1());
    add("Connection", "close");
    add("Accept", request.accept);
    add("Accept-Encoding", "identity");
    const QList<HeaderLine> &others = request.connection.headers;
    const bool hasAgent = std::ranges::any_of(others, [](const HeaderLine &line) {
        return line.name().compare("User-Agent", Qt::CaseInsensitive) == 0;
    });
    if (!hasAgent)
        add("User-Agent", "Tabletalk/" TABLETALK_VERSION);
    if (!request.key.isEmpty())
        add("Authorization", "Bearer " + request.key.reveal());
    if (isPost) {
        add("Content-Type", "application/json");
        add("Content-Length", QByteArray::number(request.body.size()));
    }
    for (const HeaderLine &line : others)
        add(line.name(), line.value());
    return head + "\r\n";
}

} // namespace tabletalk
