// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "firststartpage.h"

#include "ui_firststartpage.h"

namespace tabletalk {

FirstStartPage::FirstStartPage(ApiKeys &keys, CurrentEndpoint &endpoint, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FirstStartPage>())
    , m_keys(keys)
    , m_endpoint(endpoint)
{
    m_ui->setupUi(this);
    m_ui->keyEntry->setServices(keys, endpoint, KeyEntry::SessionOffer::WhenTheStoreFails);
    setFocusProxy(m_ui->keyEntry);
    QFont titleFont = m_ui->titleLabel->font();
    constexpr qreal kTitleScale = 1.6;
    titleFont.setPointSizeF(titleFont.pointSizeF() * kTitleScale);
    m_ui->titleLabel->setFont(titleFont);

    connect(m_ui->keyEntry, &KeyEntry::keyChosen, this, &FirstStartPage::keyReady);
    connect(m_ui->environmentButton, &QPushButton::clicked, this, &FirstStartPage::keyReady);
    connect(m_ui->demoButton, &QPushButton::clicked, this, &FirstStartPage::demoRequested);
    connect(&m_endpoint, &CurrentEndpoint::changed, this, &FirstStartPage::showEndpoint);
    showEndpoint();
}

FirstStartPage::~FirstStartPage() = default;

void FirstStartPage::showEndpoint()
{
    const Endpoint &endpoint = m_endpoint.endpoint();
    m_ui->sentenceLabel->setText(tr("Tabletalk talks to models through %1 and needs a key for it. "
                                    "The key goes to %2 and nowhere else.")
                                     .arg(endpoint.baseUrl().host(), m_keys.status(endpoint).storeName));
    m_ui->environmentButton->setVisible(m_keys.hasEnvironmentKey(endpoint));
}

} // namespace tabletalk
