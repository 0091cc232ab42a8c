"""TensorBoard event files by other hands, for the tests of io.spadework.runs.tensorboard.

Made with PyTorch 1.13.1 and TensorBoard 2.21.0, neither of which needs TensorFlow:
  python3 event_files.py make          writes pytorch.tfevents (plain values, a restart), tensors.tfevents (TensorFlow 2's way)
                                       and what TensorBoard itself reads in them: pytorch.json, tensors.json
  python3 event_files.py read FILE     prints what TensorBoard reads in a file: {tag: [[step, value, wall time], ...]}
"""
import json
import math
import os
import shutil
import sys
import tempfile

from tensorboard.backend.event_processing import event_accumulator


def read(file):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(file, os.path.join(folder, "events.out.tfevents.1"))
        events = event_accumulator.EventAccumulator(folder, size_guidance={"scalars": 0, "tensors": 0})
        events.Reload()
        tags = events.Tags()
        scalars = {tag: [[e.step, e.value, e.wall_time] for e in events.Scalars(tag)] for tag in tags["scalars"]}
        for tag in tags["tensors"]:
            data = [(e.step, e.tensor_proto, e.wall_time) for e in events.Tensors(tag)]
            if events.SummaryMetadata(tag).plugin_data.plugin_name == "scalars":
                from tensorboard.util.tensor_util import make_ndarray

                scalars[tag] = [[step, float(make_ndarray(proto)), wall] for step, proto, wall in data]
        return scalars


def make():
    import numpy as np
    from torch.utils.tensorboard import SummaryWriter

    folder = tempfile.mkdtemp()
    with SummaryWriter(folder) as writer:
        for step in range(20):
            writer.add_scalar("Loss/train", 1 / (step + 1), step, walltime=1700000000 + step)
            if step % 5 == 0:
                writer.add_scalar("FID", float("nan") if step == 10 else 50.5 - step, step, walltime=1700000000.5 + step)
        writer.add_histogram_raw("weights", -1, 1, 10, 0, 3, [-1, 1], [0, 10], 3, walltime=1700000020)
        writer.add_text("note", "no scalar", 1, walltime=1700000021)
    first = sorted(os.listdir(folder))
    with SummaryWriter(folder, purge_step=15, filename_suffix=".again") as writer:
        for step in range(15, 18):
            writer.add_scalar("Loss/train", 100 + step, step, walltime=1700001000 + step)
    again = [name for name in os.listdir(folder) if name not in first]
    with open("pytorch.tfevents", "wb") as out:
        for name in first + again:
            with open(os.path.join(folder, name), "rb") as part:
                out.write(part.read())
    from tensorboard.summary import Writer

    folder = tempfile.mkdtemp()
    writer = Writer(folder)
    for step in range(4):
        writer.add_scalar("accuracy", 0.25 * step, step)
        writer.add_scalar("loss", np.float32(0.1 * step), step)
    writer.close()
    shutil.copy(os.path.join(folder, os.listdir(folder)[0]), "tensors.tfevents")
    for name in ("pytorch", "tensors"):
        with open(name + ".json", "w") as out:
            json.dump(read(name + ".tfevents"), out)


if sys.argv[1] == "make":
    make()
else:
    print(json.dumps(read(sys.argv[2])))
