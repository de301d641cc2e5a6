// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/picture.h"

#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb_image_write.h>

#include <vector>

namespace alcove::platform {

void draw_picture(ui::Ui& ui) {
  // The frame may be older than the texture: it was laid out before the fonts were uploaded.
  ImDrawData& data = *ImGui::GetDrawData();
  for (int list = 0; list < data.CmdListsCount; ++list) {
    for (ImDrawCmd& command : data.CmdLists[list]->CmdBuffer) {
      command.TextureId = ui.fonts().atlas().TexID;
    }
  }
  const ui::Rect screen = ui.screen();
  const ImVec4 paper = ImGui::ColorConvertU32ToFloat4(ui.theme().color(ui::Ink::kPaper));
  glViewport(0, 0, static_cast<int>(screen.width), static_cast<int>(screen.height));
  glClearColor(paper.x, paper.y, paper.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

Result<void> write_png(const std::string& path, int width, int height) {
  const auto row = static_cast<std::size_t>(width) * 3;
  std::vector<unsigned char> pixels(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  stbi_flip_vertically_on_write(1);
  if (stbi_write_png(path.c_str(), width, height, 3, pixels.data(), static_cast<int>(row)) == 0) {
    return Error{ErrorCode::kUnavailable, {}, "the picture cannot be written"};
  }
  return {};
}

}  // namespace alcove::platform
