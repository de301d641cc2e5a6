// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/paper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "shared/base/result.h"

namespace alcove::pdf {
namespace {

// Inter, and where it lacks a glyph Noto, then Chinese and Korean faces (all from the system).
// Figures of one width stand under each other; no ligatures or alternates, so that what is copied
// out of the file is what was written.
constexpr const char* kFaces =
    "Inter, Noto Sans, Noto Sans Arabic, Droid Sans Fallback, NanumGothic";
constexpr const char* kFeatures = "tnum=1, calt=0, liga=0";

template <auto release>
struct Release {
  template <class T>
  void operator()(T* held) const {
    release(held);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Release<g_object_unref>>;
using FontMap = std::unique_ptr<PangoFontMap, Release<g_object_unref>>;
using TextContext = std::unique_ptr<PangoContext, Release<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>>;
using Attributes = std::unique_ptr<PangoAttrList, Release<pango_attr_list_unref>>;

cairo_status_t keep(void* into, const unsigned char* data, unsigned int size) {
  auto& bytes = *static_cast<Bytes*>(into);
  bytes.insert(bytes.end(), data, data + size);
  return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw Fault(ErrorCode::kStorageFault, "the paper could not be drawn");
}

PangoAlignment alignment_of(Side side) {
  switch (side) {
    case Side::kLeft:
      return PANGO_ALIGN_LEFT;
    case Side::kCentre:
      return PANGO_ALIGN_CENTER;
    case Side::kRight:
      return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

}  // namespace

struct Paper::Drawing {
  Bytes bytes;
  Surface surface;
  Context context;
  FontMap fonts;
  TextContext text;

  Layout lay_out(const Text& wanted) const {
    Layout layout(pango_layout_new(text.get()));
    const Font font(pango_font_description_from_string(kFaces));
    pango_font_description_set_absolute_size(font.get(), wanted.size * PANGO_SCALE);
    pango_font_description_set_weight(
        font.get(), wanted.weight == Weight::kBold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    const Attributes attributes(pango_attr_list_new());
    pango_attr_list_insert(attributes.get(), pango_attr_font_features_new(kFeatures));
    pango_layout_set_attributes(layout.get(), attributes.get());
    pango_layout_set_width(layout.get(), static_cast<int>(wanted.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment_of(wanted.side));
    // A name that is written from right to left stands on the same edge as the others.
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_text(layout.get(), wanted.words.data(), static_cast<int>(wanted.words.size()));
    return layout;
  }
};

Paper::Paper(PaperSize size, const std::string& title, UtcTime made_at)
    : drawing_(std::make_unique<Drawing>()) {
  drawing_->surface.reset(
      cairo_pdf_surface_create_for_stream(keep, &drawing_->bytes, size.width, size.height));
  check(cairo_surface_status(drawing_->surface.get()));
  const std::string made = format_utc(made_at).substr(0, 19) + "Z";
  cairo_surface_t* const surface = drawing_->surface.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
  drawing_->context.reset(cairo_create(surface));
  // A font map of its own: what one paper does, no other thread sees.
  drawing_->fonts.reset(pango_cairo_font_map_new());
  drawing_->text.reset(pango_font_map_create_context(drawing_->fonts.get()));
  check(cairo_status(drawing_->context.get()));
}

Paper::~Paper() = default;

bool Paper::has_letters_for(const std::string& words) {
  const Layout layout = drawing_->lay_out({.words = words, .width = kLetter.width});
  return pango_layout_get_unknown_glyphs_count(layout.get()) == 0;
}

std::string Paper::known_letters(const std::string& words) {
  if (has_letters_for(words)) return words;
  std::string known;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = at + 1;
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
    const std::string letter = words.substr(at, end - at);
    known += has_letters_for(letter) ? letter : "?";
    at = end;
  }
  return known;
}

double Paper::height_of(const Text& text) {
  int height = 0;
  pango_layout_get_size(drawing_->lay_out(text).get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

void Paper::write(const Text& text, double x, double y) {
  cairo_t* const context = drawing_->context.get();
  cairo_set_source_rgb(context, text.grey, text.grey, text.grey);
  cairo_move_to(context, x, y);
  pango_cairo_show_layout(context, drawing_->lay_out(text).get());
}

void Paper::rule(double from_x, double to_x, double y, double thickness) {
  cairo_t* const context = drawing_->context.get();
  cairo_set_source_rgb(context, 0.6, 0.6, 0.6);
  cairo_set_line_width(context, thickness);
  cairo_move_to(context, from_x, y);
  cairo_line_to(context, to_x, y);
  cairo_stroke(context);
}

void Paper::end_page() {
  cairo_show_page(drawing_->context.get());
  check(cairo_status(drawing_->context.get()));
}

Bytes Paper::finish() {
  cairo_surface_finish(drawing_->surface.get());
  check(cairo_surface_status(drawing_->surface.get()));
  return std::move(drawing_->bytes);
}

}  // namespace alcove::pdf
