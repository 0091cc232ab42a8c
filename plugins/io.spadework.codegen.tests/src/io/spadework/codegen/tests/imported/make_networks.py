#!/usr/bin/env python3
"""Networks of PyTorch with random weights, an image, and the scores that they give it.

  make_networks.py narrow DIR            fcn.pth, fcn.npz, deeplab.pth, deeplab.npz: torchvision's segmenters with few filters, in half precision, for the fixtures
  make_networks.py NAME DEPTH SIDE DIR   the same of fcn or deeplab on a ResNet of 50 or 101 layers, as torchvision has it; of vgg19, its activations up to relu5_4;
                                         of spade or pix2pixhd, a generator of published width from make_weights.py, which has to be on the PYTHONPATH, and a label map
"""
import sys

import numpy as np
import torch
import torchvision
from torch import nn
from torchvision.models import resnet, segmentation
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.segmentation.deeplabv3 import ASPP, DeepLabV3
from torchvision.models.segmentation.fcn import FCN, FCNHead

LABELS = 10
MEAN, DEVIATION = [torch.tensor(values).view(1, 3, 1, 1) for values in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))]


class Narrow(resnet.ResNet):
    """A ResNet-50 with a base of so few filters."""

    def __init__(self, filters):
        nn.Module.__init__(self)
        self._norm_layer, self.dilation, self.groups, self.base_width, self.inplanes = nn.BatchNorm2d, 1, 1, 64, filters
        self.conv1 = nn.Conv2d(3, filters, 7, 2, 3, bias=False)
        self.bn1, self.relu, self.maxpool = nn.BatchNorm2d(filters), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
        for i, (blocks, dilate) in enumerate(((3, False), (4, False), (6, True), (3, True))):
            setattr(self, f'layer{i + 1}', self._make_layer(resnet.Bottleneck, filters << i, blocks, 1 if i == 0 else 2, dilate))


def narrow(name, filters=2):
    backbone = IntermediateLayerGetter(Narrow(filters), {'layer4': 'out'})
    if name == 'fcn':
        return FCN(backbone, FCNHead(32 * filters, LABELS))
    width = 4 * filters
    head = nn.Sequential(ASPP(32 * filters, [12, 24, 36], width), nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, LABELS, 1))
    return DeepLabV3(backbone, head)


def full(name, depth):
    make = getattr(segmentation, f'{"deeplabv3" if name == "deeplab" else "fcn"}_resnet{depth}')
    return make(weights=None, weights_backbone=None, num_classes=LABELS, aux_loss=True)


def generator(name):
    import make_weights
    make_weights.LABELS, make_weights.HIDDEN = LABELS, 128
    return make_weights.SpadeGenerator(64) if name == 'spade' else make_weights.GlobalGenerator(64)


def randomise(network):
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.4, 0.8)
            nn.init.normal_(module.bias, 0, 0.1)
            nn.init.normal_(module.running_mean, 0, 0.1)
            nn.init.uniform_(module.running_var, 0.8, 1.5)


def write(network, folder, name, side, half):
    if name in ('spade', 'pix2pixhd'):
        network(torch.rand(1, LABELS, side, side))  # a training pass moves singular vectors and statistics
    else:
        randomise(network)
    network.eval()
    if half:
        network.load_state_dict({key: value.half() if value.is_floating_point() else value for key, value in network.state_dict().items()})
    image = torch.rand(1, LABELS if name in ('spade', 'pix2pixhd') else 3, side, side) * 2 - 1
    with torch.no_grad():
        if name in ('spade', 'pix2pixhd'):
            scores = network(image)
        elif name == 'vgg19':
            scores = network.features[:36](image)
        else:
            scores = network((image * 0.5 + 0.5 - MEAN) / DEVIATION)['out']
    torch.save({key: value.half() if half and value.is_floating_point() else value for key, value in network.state_dict().items()}, f'{folder}/{name}.pth')
    np.savez(f'{folder}/{name}.npz', image=image.numpy(), scores=scores.numpy())


torch.manual_seed(1)
if sys.argv[1] == 'narrow':
    for name in ('fcn', 'deeplab'):
        write(narrow(name), sys.argv[2], name, 16, True)
else:
    name, depth, side, folder = sys.argv[1:]
    write(torchvision.models.vgg19(weights=None) if name == 'vgg19' else generator(name) if name in ('spade', 'pix2pixhd') else full(name, depth), folder, name, int(side), False)
