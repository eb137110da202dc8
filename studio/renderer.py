"""Draws meshes with software OpenGL: one key light with shadow, soft light from the sky.

Needs no display and no graphics card, only EGL with Mesa's software driver.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.camera import Camera, look_at
from studio.geometry import FloatArray, IntArray, unit, vec

Surface = Literal["plain", "textured", "woven"]
SURFACES: dict[Surface, int] = {"plain": 0, "textured": 1, "woven": 2}
SHADOW_SIZE = 1024
SHADOW_REACH = 1.7
SAMPLES = 4
MARGIN, MARGIN_M = 6, 0.3
"""How much farther than a moving thing its picture can reach, pixels; metres from the lens."""
Region = tuple[int, int, int, int]
"""Part of a picture: left, bottom, width and height, pixels from the lower left corner."""
# Passed on to the driver; the package's own annotation of it is wrong.
EGL: dict[str, Any] = {"backend": "egl"}

VERTEX_SHADER = """#version 330
uniform mat4 camera; uniform mat4 light_view;
in vec3 place; in vec3 normal; in vec3 colour; in vec2 texel;
out vec3 world; out vec3 facing; out vec3 paint; out vec2 at; out vec3 lit;
void main() {
  world = place; facing = normal; paint = colour; at = texel;
  lit = (light_view * vec4(place, 1)).xyz * 0.5 + 0.5;
  gl_Position = camera * vec4(place, 1);
}"""

FRAGMENT_SHADER = """#version 330
uniform sampler2D image; uniform sampler2DShadow shadow;
uniform int surface; uniform float body; uniform float shine;
uniform vec3 eye; uniform vec3 light; uniform vec3 key; uniform vec3 sky; uniform vec3 ground;
in vec3 world; in vec3 facing; in vec3 paint; in vec2 at; in vec3 lit;
out vec4 result;
float grain(vec3 p) { return fract(sin(dot(p, vec3(12.9, 78.2, 37.7))) * 43758.5); }
float cloud(vec3 p) {
  vec3 i = floor(p), f = fract(p); f = f * f * (3. - 2. * f);
  vec4 a = vec4(grain(i), grain(i + vec3(0,1,0)), grain(i + vec3(0,0,1)), grain(i + vec3(0,1,1)));
  vec4 b = vec4(grain(i + vec3(1,0,0)), grain(i + vec3(1,1,0)), grain(i + vec3(1,0,1)),
                grain(i + vec3(1,1,1)));
  vec4 x = mix(a, b, f.x); vec2 y = mix(x.xz, x.yw, f.y); return mix(y.x, y.y, f.z);
}
void main() {
  vec3 base = paint, n = normalize(facing), v = normalize(eye - world);
  if (surface == 1) base *= texture(image, at).rgb;
  if (surface == 2) base *= 0.93 + 0.14 * cloud(world * 30.);
  if (dot(n, v) < 0.) n = -n;
  float open = 0.;
  for (int i = 0; i < 4; i++) {
    vec2 step = (vec2(i & 1, i >> 1) - 0.5) * 1.5 / 1024.;
    open += texture(shadow, vec3(lit.xy + step, lit.z - 0.003)) / 4.;
  }
  float direct = max(dot(n, light), 0.);
  vec3 half_way = normalize(light + v);
  float rim = pow(1. - max(dot(n, v), 0.), 4.);
  vec3 seen = base * (key * direct * open + mix(ground, sky, n.y * 0.5 + 0.5));
  seen += shine * open * pow(max(dot(n, half_way), 0.), 25.) * key + base * rim * 0.15 * sky;
  seen = seen / (1. + 0.25 * seen) * 1.12;
  result = vec4(pow(clamp(seen, 0., 1.), vec3(1. / 2.2)), body);
}"""

SHADOW_SHADER = """#version 330
uniform mat4 light_view; in vec3 place;
void main() { gl_Position = light_view * vec4(place, 1); }"""


@dataclass(frozen=True)
class Mesh:
    """Something to draw.

    Attributes:
        vertices, normals, colours: (n, 3) metres, unit vectors, linear colours 0 to 1.
        triangles: (m, 3) indices.
        texels: (n, 2) places in the image, for a textured surface.
        image: (h, w, 3) uint8 linear colours that tint the surface.
        body: whether it belongs to the person (and so to the silhouette).
        moves: whether it is another one in every picture, like the person; what does not move
            must be the same object.
    """

    vertices: FloatArray
    normals: FloatArray
    triangles: IntArray
    colours: FloatArray
    surface: Surface = "plain"
    texels: FloatArray | None = None
    image: NDArray[np.uint8] | None = None
    shine: float = 0.0
    casts_shadow: bool = True
    body: bool = False
    moves: bool = False


@dataclass(frozen=True)
class Light:
    """The light of a scene: where the key light comes from, and linear colours."""

    direction: tuple[float, float, float] = (0.4, 0.9, 0.5)
    key: tuple[float, float, float] = (1.7, 1.6, 1.5)
    sky: tuple[float, float, float] = (0.50, 0.54, 0.60)
    ground: tuple[float, float, float] = (0.28, 0.25, 0.22)


@dataclass(frozen=True)
class Picture:
    """A drawn frame: (h, w, 3) uint8 BGR, and the person's (h, w) uint8 silhouette."""

    image: NDArray[np.uint8]
    silhouette: NDArray[np.uint8]


class Renderer:
    """A drawing surface of one size. Not for use from several threads."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.context = moderngl.create_context(standalone=True, require=330, **EGL)
        self.context.cull_face = "front"  # the meshes' triangles wind the other way
        self.program = self.context.program(VERTEX_SHADER, FRAGMENT_SHADER)
        self.shadow_program = self.context.program(SHADOW_SHADER, "#version 330\nvoid main() {}")
        colour = self.context.renderbuffer(size, 4, samples=SAMPLES)
        depth = self.context.depth_renderbuffer(size, samples=SAMPLES)
        self.canvas = self.context.framebuffer([colour], depth)
        self.resolved = self.context.framebuffer([self.context.renderbuffer(size, 4)])
        self.shadow = self.context.depth_texture((SHADOW_SIZE, SHADOW_SIZE))
        self.shadow.compare_func = "<="
        self.shadow.repeat_x = self.shadow.repeat_y = False
        self.shadow_canvas = self.context.framebuffer(depth_attachment=self.shadow)
        self._images: dict[int, moderngl.Texture] = {}
        self._scene: tuple[Camera, Light, tuple[int, ...]] | None = None
        self._changed: Region = (0, 0, *size)

    def draw(self, meshes: list[Mesh], camera: Camera, light: Light) -> Picture:
        """Draw the meshes as the camera sees them; quickest with the nearest first.

        Only where something moved since the last picture of the same scene is anything drawn.
        """
        to_light = unit(light.direction)
        region = self._stale_region(meshes, camera, light)
        light_view = _light_view(to_light, camera.aim)
        buffers = [self._buffers(mesh) for mesh in meshes]
        self.context.enable(moderngl.DEPTH_TEST)
        self._draw_shadow(meshes, buffers, light_view)
        self.canvas.scissor = region
        self.canvas.use()
        self.canvas.clear(0.7, 0.7, 0.7, 0.0, viewport=region)
        self._set_light(light, to_light, light_view, camera)
        for mesh, held in zip(meshes, buffers, strict=True):
            self._draw_mesh(mesh, held)
        for held in buffers:
            for buffer in held:
                buffer.release()
        return self._read()

    def _stale_region(self, meshes: list[Mesh], camera: Camera, light: Light) -> Region:
        """Where the picture differs from the last one: (left, bottom, width, height)."""
        still = tuple(id(mesh) for mesh in meshes if not mesh.moves)
        moving = [mesh.vertices for mesh in meshes if mesh.moves]
        whole: Region = (0, 0, *self.size)
        here = _reach(np.concatenate(moving), camera, light) if moving else whole
        before, scene = self._changed, (camera, light, still)
        same, self._scene, self._changed = scene == self._scene, scene, here
        return _union(here, before) if same else whole

    def _buffers(self, mesh: Mesh) -> tuple[moderngl.Buffer, moderngl.Buffer]:
        texels = np.zeros((len(mesh.vertices), 2)) if mesh.texels is None else mesh.texels
        rows = np.concatenate([mesh.vertices, mesh.normals, mesh.colours, texels], axis=1)
        corners = mesh.triangles.astype("i4")
        return (
            self.context.buffer(rows.astype("f4").tobytes()),
            self.context.buffer(corners.tobytes()),
        )

    def _draw_shadow(
        self,
        meshes: list[Mesh],
        buffers: list[tuple[moderngl.Buffer, moderngl.Buffer]],
        light_view: FloatArray,
    ) -> None:
        self.shadow_canvas.use()
        self.shadow_canvas.clear(depth=1.0)
        _write(self.shadow_program, "light_view", light_view)
        for mesh, (rows, corners) in zip(meshes, buffers, strict=True):
            if mesh.casts_shadow:
                layout = [(rows, "3f 8x4", "place")]
                array = self.context.vertex_array(self.shadow_program, layout, corners)
                array.render()
                array.release()

    def _set_light(
        self, light: Light, to_light: FloatArray, light_view: FloatArray, camera: Camera
    ) -> None:
        _write(self.program, "camera", camera.projection() @ camera.view())
        _write(self.program, "light_view", light_view)
        vectors = {"eye": camera.eye, "light": to_light, "key": light.key}
        for name, value in {**vectors, "sky": light.sky, "ground": light.ground}.items():
            self.program[name] = tuple(np.asarray(value, dtype=float).tolist())
        self.program["image"], self.program["shadow"] = 0, 1
        self.shadow.use(1)

    def _draw_mesh(self, mesh: Mesh, held: tuple[moderngl.Buffer, moderngl.Buffer]) -> None:
        self.program["surface"] = SURFACES[mesh.surface]
        self.program["body"] = float(mesh.body)
        self.program["shine"] = mesh.shine
        if mesh.image is not None:
            self._texture(mesh.image).use(0)
        layout = [(held[0], "3f 3f 3f 2f", "place", "normal", "colour", "texel")]
        array = self.context.vertex_array(self.program, layout, held[1])
        if mesh.body:
            # Closed all round: what faces away is hidden, and costs as much as what is seen.
            self.context.enable(moderngl.CULL_FACE)
        array.render()
        self.context.disable(moderngl.CULL_FACE)
        array.release()

    def _texture(self, image: NDArray[np.uint8]) -> moderngl.Texture:
        if id(image) not in self._images:
            texture = self.context.texture(image.shape[1::-1], 3, image.tobytes())
            texture.build_mipmaps()
            texture.anisotropy = 2.0
            self._images[id(image)] = texture
        return self._images[id(image)]

    def _read(self) -> Picture:
        self.context.copy_framebuffer(self.resolved, self.canvas)
        raw = np.frombuffer(self.resolved.read(components=4), np.uint8)
        rows = raw.reshape(self.size[1], self.size[0], 4)[::-1]
        return Picture(np.ascontiguousarray(rows[..., 2::-1]), np.ascontiguousarray(rows[..., 3]))


def _reach(places: FloatArray, camera: Camera, light: Light) -> Region:
    """The part of the picture in which places and their shadows, down to the floor, can be."""
    down = places - np.outer(places[:, 1] / light.direction[1], light.direction)
    both = np.concatenate([places, down])
    width, height = camera.size
    if ((both - camera.eye) @ unit(camera.aim - camera.eye) < MARGIN_M).any():
        return 0, 0, width, height
    x, y = camera.picture(both).T
    left, right = max(int(x.min()) - MARGIN, 0), min(int(x.max()) + MARGIN, width)
    top, bottom = max(int(y.min()) - MARGIN, 0), min(int(y.max()) + MARGIN, height)
    return left, height - bottom, max(right - left, 1), max(bottom - top, 1)


def _union(one: Region, two: Region) -> Region:
    left, low = min(one[0], two[0]), min(one[1], two[1])
    right = max(one[0] + one[2], two[0] + two[2])
    high = max(one[1] + one[3], two[1] + two[3])
    return left, low, right - left, high - low


@lru_cache(maxsize=4)
def renderer_of_size(size: tuple[int, int]) -> Renderer:
    """The process's one renderer of a size."""
    return Renderer(size)


def _write(program: moderngl.Program, name: str, matrix: FloatArray) -> None:
    member = program[name]
    assert isinstance(member, moderngl.Uniform)
    member.write(matrix.T.astype("f4").tobytes())


def _light_view(to_light: FloatArray, aim: FloatArray) -> FloatArray:
    up = vec(0, 0, 1) if abs(to_light[1]) > 0.95 else vec(0, 1, 0)
    flat = np.diag([1 / SHADOW_REACH, 1 / SHADOW_REACH, -1 / 4, 1.0])
    flat[2, 3] = -1.0
    return flat @ look_at(aim + to_light * 4, aim, up)
