// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ConversationPage says of the next request, and shows of it.

#include "composer/composer.h"
#include "conversationpage.h"
#include "modelcatalog.h"
#include "nextrequest.h"
#include "request/requestline.h"
#include "request/requestviewer.h"
#include "requestwriter.h"
#include "whenfinished.h"

namespace tabletalk {

void ConversationPage::connectRequestLine()
{
    const auto takeMessage = [this] { m_next->setMessage(m_composer->text(), m_composer->attachments()); };
    connect(m_composer, &Composer::textEdited, this, takeMessage);
    connect(m_composer, &Composer::attachmentsChanged, this, takeMessage);
    connect(m_next, &NextRequest::changed, this, [this] {
        m_requestLine->showSummary(m_next->summary(), modelName(m_session->conversation().model));
    });
    m_requestLine->setEnabled(m_services.requests);
    connect(m_requestLine, &RequestLine::clicked, this, &ConversationPage::showRequest);
}

void ConversationPage::showRequest()
{
    whenFinished(m_next->preview(), this, [this](const Result<NextRequest::Preview> &preview) {
        if (!preview) {
            showError(preview.error());
            return;
        }
        auto *viewer = new RequestViewer(*m_services.requests, *preview, this);
        viewer->setAttribute(Qt::WA_DeleteOnClose);
        viewer->show();
    });
}

} // namespace tabletalk
