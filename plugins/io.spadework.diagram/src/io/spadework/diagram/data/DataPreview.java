package io.spadework.diagram.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.ScrolledForm;

import io.spadework.diagram.Named;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.StoredDataset;
import io.spadework.runs.data.DataLayout;

/** Shows what a data set holds: pairs found, sizes, labels seen, and the first samples in small. All reading happens in a job. */
public final class DataPreview extends Composite {

	private static final String BUNDLE = "io.spadework.diagram";
	private static final int DELAY = 250;

	private final Label summary;
	private final Label trouble;
	private final Composite pictures;
	private final List<Image> images = new ArrayList<>();
	private final Consumer<DataSamples> told;
	private Job job;

	/**
	 * An empty preview.
	 *
	 * @param told of what was seen, in the display's thread
	 */
	public DataPreview(Composite parent, Consumer<DataSamples> told) {
		super(parent, SWT.NONE);
		this.told = told;
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 0;
		setLayout(layout);
		setBackground(parent.getBackground());
		summary = new Label(this, SWT.WRAP);
		summary.setBackground(getBackground());
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.widthHint = 320;
		summary.setLayoutData(wide);
		trouble = new Label(this, SWT.WRAP);
		trouble.setBackground(getBackground());
		GridDataFactory.createFrom(wide).exclude(true).applyTo(trouble);
		pictures = new Composite(this, SWT.NONE);
		pictures.setBackground(getBackground());
		RowLayout row = new RowLayout();
		row.spacing = 8;
		row.marginLeft = 0;
		pictures.setLayout(row);
		GridData wrapping = new GridData(SWT.FILL, SWT.TOP, true, false);
		wrapping.widthHint = 320;
		pictures.setLayoutData(wrapping);
		addListener(SWT.Dispose, e -> {
			cancel();
			images.forEach(Image::dispose);
		});
	}

	/** What it says. */
	public String summary() {
		return summary.getText();
	}

	/** Why a training would end at a sample that was looked at; empty where it would not. */
	public String trouble() {
		return trouble.getText();
	}

	/** How many pictures it shows. */
	public int shown() {
		return images.size();
	}

	private void cancel() {
		if (job != null)
			job.cancel();
	}

	/**
	 * Looks at a data set, once nothing has changed for a moment.
	 *
	 * @param labels number of labels
	 * @param base   what relative folders are relative to
	 */
	public void show(Dataset dataset, int labels, Path base) {
		cancel();
		if (dataset instanceof Landscapes) {
			clear();
			warn("");
			summary.setText("Landscapes that the engine draws, with their label maps: nothing to download. Like these:");
			ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/landscapes-preview.png").map(found -> found.getImageData(100)).ifPresent(this::add);
			layout();
			return;
		}
		warn("");
		summary.setText("Looking through the folder\u2026");
		// the job must not see changes that are made meanwhile
		StoredDataset copy = (StoredDataset) EcoreUtil.copy(dataset);
		DataLayout laidOut = DataFolder.layout((StoredDataset) dataset);
		job = new Job("Look through " + copy.getFolder()) {
			@Override
			protected IStatus run(IProgressMonitor monitor) {
				monitor.beginTask("Finding pairs", IProgressMonitor.UNKNOWN);
				DataFolder folder = DataFolder.look(copy.getFolder(), laidOut, base, monitor::isCanceled);
				monitor.subTask("Reading samples");
				DataSamples samples = DataSamples.read(copy, labels, folder.training(), monitor::isCanceled);
				if (monitor.isCanceled())
					return Status.CANCEL_STATUS;
				if (!isDisposed())
					getDisplay().asyncExec(() -> {
						if (!isDisposed() && job == this)
							show(folder, samples, labels);
					});
				return Status.OK_STATUS;
			}
		};
		job.schedule(DELAY);
	}

	private void show(DataFolder folder, DataSamples samples, int labels) {
		clear();
		summary.setText(folder.summary() + (samples.looked() == 0 ? "" : "\n" + samples.summary(labels)));
		warn(samples.trouble());
		for (DataSamples.Sample sample : samples.samples())
			add(sample);
		told.accept(samples);
		layout(true, true); // new pictures may need as much room as the old ones
		for (Composite each = getParent(); each != null; each = each.getParent())
			if (each instanceof ScrolledForm form) {
				form.reflow(true);
				break;
			}
	}

	private void warn(String words) {
		trouble.setForeground(JFaceColors.getErrorText(getDisplay()));
		trouble.setText(words);
		trouble.setVisible(!words.isEmpty());
		((GridData) trouble.getLayoutData()).exclude = words.isEmpty();
	}

	private void clear() {
		for (Control child : pictures.getChildren())
			child.dispose();
		images.forEach(Image::dispose);
		images.clear();
	}

	private void add(DataSamples.Sample sample) {
		Composite pair = new Composite(pictures, SWT.NONE);
		pair.setBackground(getBackground());
		RowLayout row = new RowLayout();
		row.marginLeft = row.marginTop = row.marginBottom = row.marginRight = 0;
		row.spacing = 1;
		pair.setLayout(row);
		picture(pair, sample.label(), "Label map of " + sample.name());
		picture(pair, sample.image(), "Image " + sample.name());
	}

	private void add(ImageData data) {
		picture(pictures, data, "Label maps and images of built-in landscapes");
	}

	private void picture(Composite parent, ImageData data, String name) {
		Image image = new Image(getDisplay(), data);
		images.add(image);
		Label label = new Label(parent, SWT.NONE);
		label.setImage(image);
		label.setToolTipText(name);
		Named.name(label, name);
	}
}
