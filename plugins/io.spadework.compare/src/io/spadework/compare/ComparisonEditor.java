package io.spadework.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IFileEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.export.Picture;
import io.spadework.model.Footprint;
import io.spadework.runs.RunException;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.SavedComparison;
import io.spadework.ui.SaveAs;
import io.spadework.ui.runs.RunColours;

/** Runs side by side, from all sides: tables, curves, samples, architectures, sweeps. It follows runs that go on. */
public final class ComparisonEditor extends MultiPageEditorPart {

	public static final String ID = "io.spadework.compare.editor";

	private static final int REFRESH_MILLISECONDS = 2000;

	private final Highlight highlight = new Highlight();
	private final List<Page> pages = List.of(new TablesPage(this), new CurvesPage(this), new SamplesPage(highlight), new ArchitecturePage(), new SweepPage(this));
	private final Job reading = Job.create("Comparing runs", this::read);
	/** The same, seen by nobody: it comes every few seconds while a run goes on. */
	private final Job following = Job.createSystem("Following compared runs", this::read);
	private SavedComparison saved;
	private final Experiments experiments = new Experiments();
	private volatile Comparison comparison;
	private volatile Map<String, Footprint> footprints = Map.of();
	private boolean dirty;
	private Runnable forgetColours = () -> {
	};
	private volatile boolean disposed;

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		super.init(site, input);
		setPartName(input.getName());
		saved = load(input);
		reading.setPriority(Job.LONG);
	}

	private static SavedComparison load(IEditorInput input) throws PartInitException {
		if (input instanceof ComparisonInput unsaved) {
			return unsaved.comparison();
		}
		if (!(input instanceof IFileEditorInput file)) {
			throw new PartInitException("A comparison is a file of the workspace, not " + input.getName());
		}
		try (var in = file.getFile().getContents(true)) {
			return SavedComparison.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), folder(file.getFile()));
		} catch (CoreException | IOException | RunException e) {
			throw new PartInitException(file.getName() + ": " + e.getMessage(), e);
		}
	}

	private static Path folder(IFile file) {
		return file.getLocation().toPath().getParent();
	}

	@Override
	protected void createPages() {
		for (Page page : pages) {
			Control control = page.create(getContainer());
			setPageText(addPage(control), page.title());
		}
		forgetColours = RunColours.onChange(() -> getSite().getShell().getDisplay().asyncExec(this::show));
		reading.schedule();
	}

	/** Reads in the background what is new, shows it, and comes back while a run goes on. */
	private IStatus read(IProgressMonitor monitor) {
		Comparison known = comparison;
		SavedComparison wanted = saved;
		boolean same = known != null && known.runs().stream().map(run -> run.folder().path().toAbsolutePath().normalize()).toList().equals(wanted.runs());
		Comparison now = same ? known.refreshed() : Comparison.of(wanted.runs());
		footprints = experiments.of(now);
		comparison = now;
		if (!disposed && !monitor.isCanceled()) {
			getSite().getShell().getDisplay().asyncExec(this::show);
			if (now.runs().stream().anyMatch(run -> run.info() != null && run.folder().status(run.info()).isActive())) {
				following.schedule(REFRESH_MILLISECONDS);
			}
		}
		return Status.OK_STATUS;
	}

	private void show() {
		Comparison now = comparison;
		if (!disposed && now != null) {
			highlight.of(now);
			Shown shown = new Shown(now, saved, footprints);
			pages.forEach(page -> page.show(shown));
		}
	}

	/** The runs as they were read last; null before. */
	public Comparison comparison() {
		return comparison;
	}

	/** The run that stands out on all pages. */
	Highlight highlight() {
		return highlight;
	}

	/** What is chosen now. */
	public SavedComparison saved() {
		return saved;
	}

	/** Brings a page to the front and returns its control. */
	public Composite show(String title) {
		for (int i = 0; i < pages.size(); i++) {
			if (pages.get(i).title().equals(title)) {
				setActivePage(i);
				return (Composite) getControl(i);
			}
		}
		throw new IllegalArgumentException("no page " + title);
	}

	/** The pictures of the page that is seen. */
	public List<Picture> pictures() {
		return pages.get(getActivePage()).pictures();
	}

	/** Shows something else that was chosen; the file is dirty then. */
	public void choose(SavedComparison chosen) {
		boolean otherRuns = !chosen.runs().equals(saved.runs());
		saved = chosen;
		dirty = true;
		firePropertyChange(PROP_DIRTY);
		if (otherRuns) {
			reading.schedule();
		} else {
			show();
		}
	}

	@Override
	public void setFocus() {
		int page = getActivePage();
		if (page >= 0 && page < pages.size()) {
			pages.get(page).setFocus();
		}
	}

	@Override
	protected void pageChange(int page) {
		super.pageChange(page);
		pages.get(page).setFocus();
	}

	@Override
	public boolean isDirty() {
		return dirty;
	}

	@Override
	public boolean isSaveAsAllowed() {
		return true;
	}

	@Override
	public void doSave(IProgressMonitor monitor) {
		if (getEditorInput() instanceof IFileEditorInput input) {
			write(input.getFile(), monitor);
		} else {
			doSaveAs();
		}
	}

	@Override
	public void doSaveAs() {
		IFile file = SaveAs.ask(getSite().getShell(), "runs", SavedComparison.EXTENSION);
		if (file != null && write(file, new NullProgressMonitor())) {
			setInput(new FileEditorInput(file));
			setPartName(file.getName());
		}
	}

	private boolean write(IFile file, IProgressMonitor monitor) {
		try {
			file.write(saved.text(folder(file)).getBytes(StandardCharsets.UTF_8), true, false, true, monitor);
			dirty = false;
			firePropertyChange(PROP_DIRTY);
			return true;
		} catch (CoreException e) {
			StatusManager.getManager().handle(Status.error(file.getFullPath() + " could not be written: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
			return false;
		}
	}

	@Override
	public void dispose() {
		disposed = true;
		forgetColours.run();
		highlight.dispose();
		reading.cancel();
		following.cancel();
		super.dispose();
	}
}
