#!/usr/bin/env python3
"""Networks of PyTorch with random weights, an image, and the scores that they give it.

  make_networks.py narrow DIR            fcn.pth, fcn.npz, deeplab.pth, deeplab.npz: torchvision's segmenters with few filters, in half precision, for the fixtures
  make_networks.py NAME DEPTH SIDE DIR   the same of fcn or deeplab on a ResNet of 50 or 101 layers, as torchvision has it; of vgg19, its activations up to relu5_4;
                                         of one of PUBLISHED, a network of published width from make_weights.py, which has to be on the PYTHONPATH: all that a discriminator's
                                         layers give at all scales, one after the other
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


PUBLISHED = {  # by name, with what it is fed
    'spade-generator': (lambda networks: networks.SpadeGenerator(64), ['map']),
    'spade-encoder': (lambda networks: networks.SpadeEncoder(64, 256), ['image']),
    'spade-discriminator': (lambda networks: networks.SpadeDiscriminators(64), ['map', 'image']),
    'pix2pixhd-generator': (lambda networks: networks.GlobalGenerator(64), ['map']),
    'pix2pixhd-enhancer-generator': (lambda networks: networks.LocalEnhancer(32, 64), ['map']),
    'pix2pixhd-discriminator': (lambda networks: networks.Pix2pixHdDiscriminators(64, 3), ['map', 'image'])}


def published(name):
    import make_weights
    make_weights.LABELS, make_weights.HIDDEN, make_weights.CODE = LABELS, 128, 256
    return PUBLISHED[name][0](make_weights)


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
    inputs = {kind: torch.rand(1, LABELS if kind == 'map' else 3, side, side) * 2 - 1 for kind in (PUBLISHED[name][1] if name in PUBLISHED else ['image'])}
    if name in PUBLISHED:
        network(*inputs.values())  # a training pass moves singular vectors and statistics
    else:
        randomise(network)
    network.eval()
    if half:
        network.load_state_dict({key: value.half() if value.is_floating_point() else value for key, value in network.state_dict().items()})
    image = inputs.get('image')
    with torch.no_grad():
        if name.endswith('discriminator'):
            scores = torch.cat([layer.flatten() for scale in network.activations(*inputs.values()) for layer in scale])
        elif name in PUBLISHED:
            scores = network(*inputs.values())
        elif name == 'vgg19':
            scores = network.features[:36](image)
        else:
            scores = network((image * 0.5 + 0.5 - MEAN) / DEVIATION)['out']
    torch.save({key: value.half() if half and value.is_floating_point() else value for key, value in network.state_dict().items()}, f'{folder}/{name}.pth')
    np.savez(f'{folder}/{name}.npz', scores=scores.numpy(), **{kind: values.numpy() for kind, values in inputs.items()})


torch.manual_seed(1)
if sys.argv[1] == 'narrow':
    for name in ('fcn', 'deeplab'):
        write(narrow(name), sys.argv[2], name, 16, True)
else:
    name, depth, side, folder = sys.argv[1:]
    write(torchvision.models.vgg19(weights=None) if name == 'vgg19' else published(name) if name in PUBLISHED else full(name, depth), folder, name, int(side), False)
