// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serve.h"

#include "role.h"
#include "sealedmemory.h"
#include "workersocket.h"

#include <cstdlib>
#include <limits>
#include <new>

namespace tabletalk {

int serve(Role &role)
{
    role.prepare();
    if (!enterSandbox(role.limits()))
        return EXIT_FAILURE;
    try {
        for (;;) {
            WorkerPacket question;
            if (receivePacket(kWorkerSocket, question, Waiting::Yes) != Receipt::Packet)
                return EXIT_SUCCESS;
            QByteArray bulk;
            if (question.bulk.isValid()) {
                // The program chose the size; the limit on memory is the bound.
                std::optional<QByteArray> read =
                    readSealed(question.bulk, std::numeric_limits<qsizetype>::max());
                if (!read)
                    return EXIT_FAILURE;
                bulk = std::move(*read);
                question.bulk.close();
            }
            const WorkerAnswer answer = role.answer(question.message, bulk);
            WorkerPacket packet{answer.message, {}};
            if (!answer.bulk.isEmpty()) {
                packet.bulk = sealedCopy(answer.bulk);
                if (!packet.bulk.isValid())
                    return EXIT_FAILURE;
            }
            if (!sendPacket(kWorkerSocket, packet))
                return EXIT_FAILURE;
        }
    } catch (const std::bad_alloc &) {
        return EXIT_FAILURE;
    }
}

} // namespace tabletalk
