// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picture.h"

#include "attachmentservice.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QTest>
#include <QtEndian>

using namespace tabletalk;

namespace {

QByteArray saved(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QImage halves(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::blue);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width() / 2; ++x)
            image.setPixel(x, y, qRgb(255, 0, 0));
    }
    return image;
}

//! A JPEG as a camera held sideways makes it: an EXIF block that says "turn to the right", and a place.
QByteArray turnedJpeg()
{
    const QByteArray jpeg = saved(halves({60, 40}), "jpeg");
    const QByteArray exif = QByteArray::fromHex("457869660000" // Exif
                                                "4d4d002a00000008" // big end first
                                                "0001" // one entry: orientation, 6
                                                "0112000300000001"
                                                "00060000"
                                                "00000000")
                            + "SECRET PLACE";
    QByteArray marker = QByteArray::fromHex("ffe1");
    marker += char((exif.size() + 2) >> 8);
    marker += char((exif.size() + 2) & 0xff);
    return jpeg.first(2) + marker + exif + jpeg.sliced(2);
}

//! As PNG has one behind each chunk.
QByteArray checksum(const QByteArray &bytes)
{
    quint32 sum = 0xffffffff;
    for (const char byte : bytes) {
        sum ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1) ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
    }
    QByteArray text(4, '\0');
    qToBigEndian(~sum, text.data());
    return text;
}

} // namespace

class TestPicture : public QObject {
    Q_OBJECT
private slots:
    void knowsAPictureByItsBytes_data();
    void knowsAPictureByItsBytes();
    void turnsUprightAndForgetsThePlace();
    void forgetsTheTextsOfAPng();
    void makesItFit();
    void keepsWhatIsTransparent();
    void refusesWhatIsNoPicture_data();
    void refusesWhatIsNoPicture();
};

void TestPicture::knowsAPictureByItsBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isPicture");
    QTest::newRow("PNG") << saved(halves({4, 4}), "png") << true;
    QTest::newRow("JPEG") << saved(halves({4, 4}), "jpeg") << true;
    QTest::newRow("GIF") << QByteArray("GIF89a...") << true;
    QTest::newRow("WebP") << QByteArray("RIFF\1\2\3\4WEBPVP8 ") << true;
    QTest::newRow("BMP") << saved(halves({4, 4}), "bmp") << false;
    QTest::newRow("a sound") << QByteArray("RIFF\1\2\3\4WAVEfmt ") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestPicture::knowsAPictureByItsBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isPicture);
    QCOMPARE(looksLikePicture(bytes), isPicture);
}

void TestPicture::turnsUprightAndForgetsThePlace()
{
    const QByteArray bytes = turnedJpeg();
    QVERIFY(bytes.contains("SECRET"));
    const Result<Picture> picture = makePicture(bytes);
    QVERIFY(picture);
    QCOMPARE(picture->pixels, QSize(40, 60));
    QVERIFY(!picture->bytes.contains("SECRET"));
    QVERIFY(!picture->bytes.contains("Exif"));
    const QImage image = QImage::fromData(picture->bytes);
    QCOMPARE(image.size(), QSize(40, 60));
    // What was at the left is at the top now.
    QVERIFY(qRed(image.pixel(20, 5)) > 200);
    QVERIFY(qBlue(image.pixel(20, 55)) > 200);
}

void TestPicture::forgetsTheTextsOfAPng()
{
    QImage image = halves({8, 8});
    image.setText(QStringLiteral("Author"), QStringLiteral("SECRET NAME"));
    const QByteArray bytes = saved(image, "png");
    QVERIFY(bytes.contains("SECRET"));
    const Result<Picture> picture = makePicture(bytes);
    QVERIFY(picture);
    QCOMPARE(picture->mediaType, QStringLiteral("image/png"));
    QVERIFY(!picture->bytes.contains("SECRET"));
}

void TestPicture::makesItFit()
{
    const Result<Picture> wide = makePicture(saved(halves({5000, 1000}), "png"));
    QVERIFY(wide);
    QCOMPARE(wide->pixels, QSize(kLongestPictureEdge, kLongestPictureEdge / 5));
    QVERIFY(wide->bytes.size() <= kLongestPicture);
    QCOMPARE(QImage::fromData(wide->bytes).size(), wide->pixels);
    const Result<Picture> thin = makePicture(saved(halves({1, 4000}), "png"));
    QVERIFY(thin);
    QCOMPARE(thin->pixels, QSize(1, kLongestPictureEdge));
}

void TestPicture::keepsWhatIsTransparent()
{
    QImage image(20, 20, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const Result<Picture> picture = makePicture(saved(image, "png"));
    QVERIFY(picture);
    QCOMPARE(picture->mediaType, QStringLiteral("image/png"));
    QCOMPARE(qAlpha(QImage::fromData(picture->bytes).pixel(3, 3)), 0);
}

void TestPicture::refusesWhatIsNoPicture_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray png = saved(halves({300, 300}), "png");
    QByteArray longChunk = png;
    longChunk.replace("IDAT", "tEXt").replace(png.indexOf("IDAT") - 4, 4, QByteArray("\x70\0\0\0", 4));
    QTest::newRow("a chunk longer than the file") << longChunk << ErrorKind::AttachmentUnreadable;
    QTest::newRow("only a head") << png.first(20) << ErrorKind::AttachmentUnreadable;
    QTest::newRow("a lie") << QByteArray("GIF89a and then words, words, words")
                           << ErrorKind::AttachmentUnreadable;
    // A head that promises a hundred thousand pixels each way, as an attack would.
    QByteArray huge = png;
    huge.replace(16, 8, QByteArray::fromHex("000186a0000186a0"));
    huge.replace(29, 4, checksum(huge.mid(12, 17)));
    QTest::newRow("a bomb") << huge << ErrorKind::AttachmentTooLarge;
}

void TestPicture::refusesWhatIsNoPicture()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    const Result<Picture> picture = makePicture(bytes);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, kind);
    QVERIFY(!picture.error().userText.isEmpty());
}

QTEST_GUILESS_MAIN(TestPicture)
#include "tst_picture.moc"
