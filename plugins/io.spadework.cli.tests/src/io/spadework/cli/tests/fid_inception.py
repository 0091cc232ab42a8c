#!/usr/bin/env python3
"""FID's network in PyTorch, after its paper (arXiv 1512.00567) and what is known of how FID's weights differ, with random weights.

  fid_inception.py DIR    writes DIR/pt_inception-2015-12-05-6726825d.pth, images DIR/one/*.png and DIR/other/*.png, and DIR/distance.txt, the distance
"""
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image
from scipy import linalg


class Conv(nn.Module):
    def __init__(self, cin, cout, k, s=1, p=0):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, k, s, p, bias=False)
        self.bn = nn.BatchNorm2d(cout, eps=0.001)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)))


def mean(x):
    return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)


class A(nn.Module):
    def __init__(self, c, pooled):
        super().__init__()
        self.branch1x1 = Conv(c, 64, 1)
        self.branch5x5_1, self.branch5x5_2 = Conv(c, 48, 1), Conv(48, 64, 5, 1, 2)
        self.branch3x3dbl_1, self.branch3x3dbl_2, self.branch3x3dbl_3 = Conv(c, 64, 1), Conv(64, 96, 3, 1, 1), Conv(96, 96, 3, 1, 1)
        self.branch_pool = Conv(c, pooled, 1)

    def forward(self, x):
        return torch.cat([self.branch1x1(x), self.branch5x5_2(self.branch5x5_1(x)), self.branch3x3dbl_3(self.branch3x3dbl_2(self.branch3x3dbl_1(x))),
                          self.branch_pool(mean(x))], 1)


class B(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.branch3x3 = Conv(c, 384, 3, 2)
        self.branch3x3dbl_1, self.branch3x3dbl_2, self.branch3x3dbl_3 = Conv(c, 64, 1), Conv(64, 96, 3, 1, 1), Conv(96, 96, 3, 2)

    def forward(self, x):
        return torch.cat([self.branch3x3(x), self.branch3x3dbl_3(self.branch3x3dbl_2(self.branch3x3dbl_1(x))), F.max_pool2d(x, 3, 2)], 1)


class C(nn.Module):
    def __init__(self, c, w):
        super().__init__()
        self.branch1x1 = Conv(c, 192, 1)
        self.branch7x7_1, self.branch7x7_2, self.branch7x7_3 = Conv(c, w, 1), Conv(w, w, (1, 7), 1, (0, 3)), Conv(w, 192, (7, 1), 1, (3, 0))
        self.branch7x7dbl_1 = Conv(c, w, 1)
        self.branch7x7dbl_2, self.branch7x7dbl_3 = Conv(w, w, (7, 1), 1, (3, 0)), Conv(w, w, (1, 7), 1, (0, 3))
        self.branch7x7dbl_4, self.branch7x7dbl_5 = Conv(w, w, (7, 1), 1, (3, 0)), Conv(w, 192, (1, 7), 1, (0, 3))
        self.branch_pool = Conv(c, 192, 1)

    def forward(self, x):
        longer = self.branch7x7dbl_5(self.branch7x7dbl_4(self.branch7x7dbl_3(self.branch7x7dbl_2(self.branch7x7dbl_1(x)))))
        return torch.cat([self.branch1x1(x), self.branch7x7_3(self.branch7x7_2(self.branch7x7_1(x))), longer, self.branch_pool(mean(x))], 1)


class D(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.branch3x3_1, self.branch3x3_2 = Conv(c, 192, 1), Conv(192, 320, 3, 2)
        self.branch7x7x3_1, self.branch7x7x3_2 = Conv(c, 192, 1), Conv(192, 192, (1, 7), 1, (0, 3))
        self.branch7x7x3_3, self.branch7x7x3_4 = Conv(192, 192, (7, 1), 1, (3, 0)), Conv(192, 192, 3, 2)

    def forward(self, x):
        return torch.cat([self.branch3x3_2(self.branch3x3_1(x)), self.branch7x7x3_4(self.branch7x7x3_3(self.branch7x7x3_2(self.branch7x7x3_1(x)))), F.max_pool2d(x, 3, 2)], 1)


class E(nn.Module):
    def __init__(self, c, pool):
        super().__init__()
        self.pool = pool
        self.branch1x1 = Conv(c, 320, 1)
        self.branch3x3_1, self.branch3x3_2a, self.branch3x3_2b = Conv(c, 384, 1), Conv(384, 384, (1, 3), 1, (0, 1)), Conv(384, 384, (3, 1), 1, (1, 0))
        self.branch3x3dbl_1, self.branch3x3dbl_2 = Conv(c, 448, 1), Conv(448, 384, 3, 1, 1)
        self.branch3x3dbl_3a, self.branch3x3dbl_3b = Conv(384, 384, (1, 3), 1, (0, 1)), Conv(384, 384, (3, 1), 1, (1, 0))
        self.branch_pool = Conv(c, 192, 1)

    def forward(self, x):
        threes = self.branch3x3_1(x)
        longer = self.branch3x3dbl_2(self.branch3x3dbl_1(x))
        return torch.cat([self.branch1x1(x), self.branch3x3_2a(threes), self.branch3x3_2b(threes), self.branch3x3dbl_3a(longer), self.branch3x3dbl_3b(longer),
                          self.branch_pool(self.pool(x))], 1)


class Inception(nn.Module):
    def __init__(self):
        super().__init__()
        self.Conv2d_1a_3x3, self.Conv2d_2a_3x3, self.Conv2d_2b_3x3 = Conv(3, 32, 3, 2), Conv(32, 32, 3), Conv(32, 64, 3, 1, 1)
        self.Conv2d_3b_1x1, self.Conv2d_4a_3x3 = Conv(64, 80, 1), Conv(80, 192, 3)
        self.Mixed_5b, self.Mixed_5c, self.Mixed_5d = A(192, 32), A(256, 64), A(288, 64)
        self.Mixed_6a, self.Mixed_6b, self.Mixed_6c, self.Mixed_6d, self.Mixed_6e = B(288), C(768, 128), C(768, 160), C(768, 160), C(768, 192)
        self.Mixed_7a, self.Mixed_7b, self.Mixed_7c = D(768), E(1280, mean), E(2048, lambda x: F.max_pool2d(x, 3, 1, 1))
        self.fc = nn.Linear(2048, 1008)

    def forward(self, x):
        x = F.interpolate(x, size=(299, 299), mode='bilinear', align_corners=False)
        x = 2 * x - 1
        x = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(x)))
        x = F.max_pool2d(x, 3, 2)
        x = self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(x))
        x = F.max_pool2d(x, 3, 2)
        for name in ('5b', '5c', '5d', '6a', '6b', '6c', '6d', '6e', '7a', '7b', '7c'):
            x = getattr(self, 'Mixed_' + name)(x)
        return F.adaptive_avg_pool2d(x, 1).flatten(1)


def main(folder):
    torch.manual_seed(1)
    net = Inception().eval()
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.8, 1.2)
            nn.init.normal_(module.bias, 0, 0.1)
            nn.init.normal_(module.running_mean, 0, 0.1)
            nn.init.uniform_(module.running_var, 0.8, 1.5)
    torch.save(net.state_dict(), folder / 'pt_inception-2015-12-05-6726825d.pth')
    random = np.random.RandomState(1)
    expected = {}
    for name, shift in (('one', 0), ('other', 60)):
        (folder / name).mkdir()
        features = []
        for i, (height, width) in enumerate(((64, 64), (64, 64), (75, 101), (320, 310))):
            coarse = random.randint(0, 196, (6, 7, 3)).astype(np.uint8)
            image = np.clip(np.asarray(Image.fromarray(coarse).resize((width, height), Image.BICUBIC)).astype(int) + shift, 0, 255).astype(np.uint8)
            Image.fromarray(image).save(folder / name / f'{i}.png')
            x = torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255
            with torch.no_grad():
                features.append(net(x)[0].double().numpy())
        features = np.stack(features)
        expected[name] = features
        expected['mu_' + name], expected['sigma_' + name] = features.mean(0), np.cov(features, rowvar=False)
    one, other = expected['one'], expected['other']
    c1, c2 = one - one.mean(0), other - other.mean(0)
    nuclear = linalg.svdvals(c1 @ c2.T).sum() / np.sqrt((len(one) - 1) * (len(other) - 1))
    expected['distance'] = np.sum((one.mean(0) - other.mean(0)) ** 2) + np.trace(expected['sigma_one']) + np.trace(expected['sigma_other']) - 2 * nuclear
    (folder / 'distance.txt').write_text(repr(float(expected['distance'])))


main(Path(sys.argv[1]))
