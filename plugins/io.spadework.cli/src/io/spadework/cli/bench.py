"""The benchmark's other side: SPADE (arXiv 1903.07291) trained by PyTorch, from the arrays that the engine wrote.

Usage: bench.py FOLDER THREADS trial|nchw|channels_last [adam|sgd]
"trial" times both memory formats and prints the faster one. Otherwise each line on standard input is answered with a line of JSON:
"forward" runs the generator once, "step" makes one step of generator and discriminator, "inference" makes one image in evaluation.
"""

import json
import os
import sys
import time

import torch
import torch.nn.functional as F

FOLDER, THREADS, FORMAT = sys.argv[1], int(sys.argv[2]), sys.argv[3]
OPTIMISER = sys.argv[4] if len(sys.argv) > 4 else "adam"
torch.set_num_threads(THREADS)


def read():
    with open(os.path.join(FOLDER, "arrays.json")) as file:
        shapes = json.load(file)
    arrays = {}
    with open(os.path.join(FOLDER, "arrays.bin"), "rb") as file:
        for name in sorted(shapes):
            length = 1
            for size in shapes[name]:
                length *= size
            arrays[name] = torch.frombuffer(bytearray(file.read(4 * length)), dtype=torch.float32).reshape(shapes[name])
    return arrays


class Network:
    """Parameters by name; those with singular vectors are divided by their largest singular value."""

    def __init__(self, arrays, prefix, memory_format):
        own = {name[len(prefix):]: array for name, array in arrays.items() if name.startswith(prefix)}
        self.parameters = {}
        for name, array in own.items():
            if name.endswith("/W") or name.endswith("/b"):
                array = array.clone()
                if array.dim() == 4:
                    array = array.contiguous(memory_format=memory_format)
                self.parameters[name] = array.requires_grad_()
        self.vectors = {name[:-2]: (own[name].reshape(-1).clone(), own[name[:-2] + "/v"].reshape(-1).clone()) for name in own if name.endswith("/u")}
        self.effective = {}

    def advance(self):
        """One step of power iteration for each pass, as the gradient mode at this moment says with or without a gradient."""
        for name, (u, v) in self.vectors.items():
            weight = self.parameters[name + "/W"]
            matrix = weight.reshape(weight.shape[0], -1)
            with torch.no_grad():
                v = F.normalize(torch.mv(matrix.t(), u), dim=0, eps=1e-12)
                u = F.normalize(torch.mv(matrix, v), dim=0, eps=1e-12)
                self.vectors[name] = (u, v)
            self.effective[name] = weight / torch.dot(u, torch.mv(matrix, v))

    def settle(self):
        """Divides the weights once for all passes that follow."""
        with torch.no_grad():
            for name, (u, v) in self.vectors.items():
                weight = self.parameters[name + "/W"]
                self.effective[name] = weight / torch.dot(u, torch.mv(weight.reshape(weight.shape[0], -1), v))

    def conv(self, name, x, stride=1, padding=0):
        weight = self.effective[name] if name in self.vectors else self.parameters[name + "/W"]
        return F.conv2d(x, weight, self.parameters.get(name + "/b"), stride, padding)


class Generator(Network):

    BLOCKS = ["head", "middle0", "middle1", "up1", "up2", "up3", "up4"]

    def __init__(self, arrays, memory_format):
        super().__init__(arrays, "generator/", memory_format)
        self.running = {}
        self.training = True

    def spade(self, name, x, label_map):
        if name not in self.running:
            self.running[name] = (torch.zeros(x.shape[1]), torch.ones(x.shape[1]))
        mean, variance = self.running[name]
        normalised = F.batch_norm(x, mean, variance, training=self.training, momentum=0.1, eps=1e-5)
        hidden = F.relu(self.conv(name + "/shared", label_map, padding=1), inplace=True)
        return normalised * (1 + self.conv(name + "/gamma", hidden, padding=1)) + self.conv(name + "/beta", hidden, padding=1)

    def block(self, name, x, maps):
        label_map = maps[x.shape[2]]
        skip = self.conv(name + "/convs", self.spade(name + "/norms", x, label_map)) if name + "/convs/W" in self.parameters else x
        y = self.conv(name + "/conv0", F.leaky_relu(self.spade(name + "/norm0", x, label_map), 0.2, inplace=True), padding=1)
        y = self.conv(name + "/conv1", F.leaky_relu(self.spade(name + "/norm1", y, label_map), 0.2, inplace=True), padding=1)
        return skip + y

    def __call__(self, label_map):
        side = label_map.shape[2]
        maps = {side >> k: F.interpolate(label_map, size=(side >> k, side >> k), mode="nearest") for k in range(6)}
        x = self.conv("seed", maps[side >> 5], padding=1)
        for name in self.BLOCKS:
            if name not in ("head", "middle1"):
                x = F.interpolate(x, scale_factor=2, mode="nearest")
            x = self.block(name, x, maps)
        return torch.tanh(self.conv("to image", F.leaky_relu(x, 0.2, inplace=True), padding=1))


class Discriminator(Network):

    def __init__(self, arrays, memory_format):
        super().__init__(arrays, "discriminator/", memory_format)

    def __call__(self, label_map, image):
        features, predictions = [], []
        x = torch.cat([label_map, image], 1)
        for k in range(2):
            if k > 0:
                x = F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)
            y = x
            for i in range(4):
                y = self.conv("scale%d/conv%d" % (k, i), y, stride=1 if i == 3 else 2, padding=2)
                if i > 0:
                    y = F.instance_norm(y, eps=1e-5)
                y = F.leaky_relu(y, 0.2, inplace=i > 0)
                features.append(y)
            predictions.append(self.conv("scale%d/patches" % k, y, padding=2))
        return features, predictions


def optimiser(network, rate):
    if OPTIMISER == "sgd":
        return torch.optim.SGD(network.parameters.values(), lr=rate)
    return torch.optim.Adam(network.parameters.values(), lr=rate, betas=(0.0, 0.9), eps=1e-8)


class Game:

    def __init__(self, arrays, memory_format):
        self.generator = Generator(arrays, memory_format)
        self.discriminator = Discriminator(arrays, memory_format)
        self.label_map = arrays["batch/label map"].contiguous(memory_format=memory_format)
        self.image = arrays["batch/image"].contiguous(memory_format=memory_format)
        self.g_optimiser = optimiser(self.generator, 1e-4)
        self.d_optimiser = optimiser(self.discriminator, 4e-4)

    def forward(self):
        with torch.no_grad():
            self.generator.advance()
            return self.generator(self.label_map)

    def infer(self):
        self.generator.training = False
        with torch.inference_mode():
            image = self.generator(self.label_map[:1])
        self.generator.training = True
        return image

    def generator_step(self):
        generator, discriminator = self.generator, self.discriminator
        for parameter in discriminator.parameters.values():
            parameter.requires_grad_(False)
        generator.advance()
        fake = generator(self.label_map)
        discriminator.advance()
        with torch.no_grad():
            real, _ = discriminator(self.label_map, self.image)
        features, predictions = discriminator(self.label_map, fake)
        adversarial = sum(-prediction.mean() for prediction in predictions) / 2
        matching = sum(F.l1_loss(mine, theirs) for mine, theirs in zip(features, real)) * 10 / 2
        self.g_optimiser.zero_grad(set_to_none=True)
        (adversarial + matching).backward()
        self.g_optimiser.step()
        for parameter in discriminator.parameters.values():
            parameter.requires_grad_(True)
        return {"loss/G/adversarial": adversarial.item(), "loss/G/feature_matching": matching.item()}

    def discriminator_step(self):
        fake = self.forward()
        self.discriminator.advance()
        half = fake.shape[0]
        _, predictions = self.discriminator(torch.cat([self.label_map, self.label_map]), torch.cat([fake, self.image]))
        on_fake = sum(F.relu(1 + prediction[:half]).mean() for prediction in predictions) / 2
        on_real = sum(F.relu(1 - prediction[half:]).mean() for prediction in predictions) / 2
        self.d_optimiser.zero_grad(set_to_none=True)
        (on_fake + on_real).backward()
        self.d_optimiser.step()
        return {"loss/D/real": on_real.item(), "loss/D/fake": on_fake.item()}


def peak():
    try:
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:"))
    except OSError:
        return 0


def answer(game, request):
    start = time.perf_counter()
    if request == "forward":
        game.forward()
        values = {"forward": (time.perf_counter() - start) * 1000}
    elif request == "inference":
        game.generator.settle()
        start = time.perf_counter()
        image = game.infer()
        values = {"inference": (time.perf_counter() - start) * 1000, "image": image.mean().item()}
    else:
        values = game.generator_step()
        between = time.perf_counter()
        values.update(game.discriminator_step())
        values["generator"] = (between - start) * 1000
        values["discriminator"] = (time.perf_counter() - between) * 1000
    values["cpu"] = time.process_time() * 1000
    values["peak"] = peak()
    return values


FORMATS = {"nchw": torch.contiguous_format, "channels_last": torch.channels_last}


def trial(arrays):
    times = {}
    for name, memory_format in FORMATS.items():
        game = Game(arrays, memory_format)
        answer(game, "step")
        times[name] = min(sum(answer(game, "step")[player] for player in ("generator", "discriminator")) for _ in range(3))
    return {"format": min(times, key=times.get), "times": times, "version": torch.__version__}


if FORMAT == "trial":
    print(json.dumps(trial(read())), flush=True)
else:
    game = Game(read(), FORMATS[FORMAT])
    print(json.dumps({"format": FORMAT, "version": torch.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(game, line.strip())), flush=True)
