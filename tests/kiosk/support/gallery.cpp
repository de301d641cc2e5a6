// SPDX-License-Identifier: Apache-2.0
// kiosk_gallery FOLDER [PART-OF-NAME] [LOOK]: a PNG of every screen in both languages at 100, 150
// and 200 % text, and in high contrast; without a display, by EGL's surfaceless platform. LOOK is
// one of 100, 150, 200, high and limits the pictures to it.
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <cstdio>
#include <filesystem>
#include <string_view>

#include "kiosk/platform/picture.h"
#include "tests/kiosk/support/scenes.h"
#include "tests/kiosk/support/ui_driver.h"

namespace {

using namespace alcove;

constexpr int kWidth = 1280;
constexpr int kHeight = 800;

bool make_context() {
  const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
      eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (get_display == nullptr) return false;
  EGLDisplay display = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (eglInitialize(display, nullptr, nullptr) == EGL_FALSE) return false;
  eglBindAPI(EGL_OPENGL_API);
  const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  eglChooseConfig(display, wanted, &config, 1, &count);
  const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 0, EGL_NONE};
  EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
  if (context == EGL_NO_CONTEXT) return false;
  return eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_TRUE;
}

void make_frame_buffer() {
  GLuint buffer = 0;
  GLuint colors = 0;
  glGenFramebuffers(1, &buffer);
  glBindFramebuffer(GL_FRAMEBUFFER, buffer);
  glGenRenderbuffers(1, &colors);
  glBindRenderbuffer(GL_RENDERBUFFER, colors);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, kWidth, kHeight);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colors);
}

struct NamedLook {
  std::string_view name;
  ui::TextSize size;
  ui::Contrast contrast;
};
constexpr NamedLook kLooks[] = {{"100", ui::TextSize::k100, ui::Contrast::kNormal},
                                {"150", ui::TextSize::k150, ui::Contrast::kNormal},
                                {"200", ui::TextSize::k200, ui::Contrast::kNormal},
                                {"high", ui::TextSize::k100, ui::Contrast::kHigh}};

bool shoot(const tests::Scene& scene, const NamedLook& look, text::Language language,
           const std::filesystem::path& folder) {
  tests::UiDriver driver({scene.density, look.size, look.contrast}, scene.make(language));
  ImGui_ImplOpenGL3_Init("#version 130");
  ImGui_ImplOpenGL3_NewFrame();
  platform::draw_picture(driver.ui());
  const std::string_view word = language == text::Language::kEnglish ? "en" : "es";
  const auto path = folder / fmt::format("{}-{}-{}.png", scene.name, word, look.name);
  const auto written = platform::write_png(path.string(), kWidth, kHeight);
  ImGui_ImplOpenGL3_Shutdown();
  if (!written) fmt::print(stderr, "{}\n", written.error().detail);
  return written.ok();
}

int draw_all(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    fmt::print(stderr, "usage: kiosk_gallery FOLDER [PART-OF-NAME] [100|150|200|high]\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const std::string_view part = argc > 2 ? argv[2] : "";
  const std::string_view only = argc > 3 ? argv[3] : "";
  if (!make_context()) {
    fmt::print(stderr, "no surfaceless OpenGL here\n");
    return 1;
  }
  make_frame_buffer();
  std::filesystem::create_directories(folder);
  int pictures = 0;
  for (const tests::Scene& scene : tests::all_scenes()) {
    if (scene.name.find(part) == std::string::npos) continue;
    for (const NamedLook& look : kLooks) {
      if (!only.empty() && look.name != only) continue;
      for (const auto language : {text::Language::kEnglish, text::Language::kSpanish}) {
        if (!shoot(scene, look, language, folder)) return 1;
        ++pictures;
      }
    }
  }
  fmt::print("{} pictures in {}\n", pictures, folder.string());
  return pictures > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return draw_all(argc, argv);
  } catch (...) {
    std::fputs("kiosk_gallery: a picture could not be made\n", stderr);
    return 1;
  }
}
