package io.spadework.diagram;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.LayerConstants;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

import io.spadework.model.study.Element;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Notation;

/** The outline of a study: its networks and nodes as a tree, and the whole diagram in small with the part that is seen. */
final class StudyOutline extends Page implements IContentOutlinePage {

	private final StudyEditor editor;
	private final List<ISelectionChangedListener> early = new ArrayList<>();
	private SashForm sash;
	private TreeViewer tree;
	private Canvas overview;
	private boolean telling;

	StudyOutline(StudyEditor editor) {
		this.editor = editor;
	}

	@Override
	public void createControl(Composite parent) {
		sash = new SashForm(parent, SWT.VERTICAL);
		tree = new TreeViewer(sash);
		tree.setContentProvider(new Contents());
		tree.setLabelProvider(new Names(sash));
		tree.addSelectionChangedListener(event -> {
			if (!telling && event.getStructuredSelection().getFirstElement() instanceof Element element)
				editor.reveal(element.getId());
		});
		early.forEach(tree::addSelectionChangedListener);
		overview = new Canvas(sash, SWT.DOUBLE_BUFFERED);
		overview.addListener(SWT.Paint, this::paint);
		overview.addListener(SWT.MouseDown, this::scroll);
		overview.addListener(SWT.MouseMove, e -> {
			if ((e.stateMask & SWT.BUTTON1) != 0)
				scroll(e);
		});
		sash.setWeights(3, 2);
		refresh();
	}

	@Override
	public Control getControl() {
		return sash;
	}

	@Override
	public void setFocus() {
		tree.getControl().setFocus();
	}

	/** Shows the study anew. */
	void refresh() {
		if (sash == null || sash.isDisposed())
			return;
		tree.setInput(editor);
		tree.expandToLevel(2);
		overview.redraw();
	}

	/** Selects what is selected in the diagram, without telling the diagram. */
	void follow(IStructuredSelection selection) {
		if (sash == null || sash.isDisposed())
			return;
		telling = true;
		tree.setSelection(selection, true);
		telling = false;
		overview.redraw();
	}

	/** Shows another part as seen. */
	void scrolled() {
		if (overview != null && !overview.isDisposed())
			overview.redraw();
	}

	private void paint(Event event) {
		GraphPage page = editor.page();
		if (page == null)
			return;
		event.gc.setBackground(page.viewer().getControl().getBackground());
		event.gc.fillRectangle(overview.getClientArea());
		Rectangle all = page.root().extent();
		double scale = scale(all);
		SWTGraphics graphics = new SWTGraphics(event.gc);
		graphics.scale(scale);
		graphics.translate(-all.x, -all.y);
		page.root().getLayer(LayerConstants.PRINTABLE_LAYERS).paint(graphics);
		Viewport viewport = (Viewport) page.root().getFigure();
		double zoom = page.root().getZoomManager().getZoom();
		Rectangle seen = viewport.getClientArea().scale(1 / zoom).intersect(all);
		graphics.setForegroundColor(page.drawing().palette().color(page.drawing().palette().theme().selection()));
		graphics.setLineWidth((int) Math.max(1, 1.5 / scale));
		graphics.drawRectangle(seen.x, seen.y, seen.width - 1, seen.height - 1);
		graphics.dispose();
	}

	private void scroll(Event event) {
		GraphPage page = editor.page();
		if (page == null)
			return;
		Rectangle all = page.root().extent();
		double toZoomed = page.root().getZoomManager().getZoom() / scale(all);
		Viewport viewport = (Viewport) page.root().getFigure();
		viewport.setViewLocation((int) (event.x * toZoomed) - viewport.getSize().width / 2, (int) (event.y * toZoomed) - viewport.getSize().height / 2);
		overview.redraw();
	}

	private double scale(Rectangle all) {
		return Math.min(1, Math.min((double) overview.getSize().x / Math.max(1, all.width), (double) overview.getSize().y / Math.max(1, all.height)));
	}

	@Override
	public ISelection getSelection() {
		return tree == null ? StructuredSelection.EMPTY : tree.getSelection();
	}

	@Override
	public void setSelection(ISelection selection) {
		if (tree != null)
			tree.setSelection(selection, true);
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		if (tree == null)
			early.add(listener);
		else
			tree.addSelectionChangedListener(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		early.remove(listener);
		if (tree != null)
			tree.removeSelectionChangedListener(listener);
	}

	private static final class Contents implements ITreeContentProvider {
		@Override
		public Object[] getElements(Object input) {
			Study study = ((StudyEditor) input).study();
			return study == null ? new Object[0] : study.getNetworks().toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof Network network ? network.getNodes().toArray() : new Object[0];
		}

		@Override
		public Object getParent(Object element) {
			return element instanceof Node node ? node.eContainer() : null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return element instanceof Network;
		}
	}

	private final class Names extends LabelProvider {
		private final LocalResourceManager images;

		private Names(Control owner) {
			images = new LocalResourceManager(JFaceResources.getResources(), owner);
		}

		@Override
		public String getText(Object element) {
			if (!(element instanceof Node node))
				return ((Network) element).getName();
			NodeNotation look = look(node);
			return look == null || look.output().isEmpty() ? node.getName() : node.getName() + "  " + look.output();
		}

		@Override
		public Image getImage(Object element) {
			NodeNotation look = element instanceof Node node ? look(node) : null;
			String icon = look == null ? "network" : look.icon();
			return ResourceLocator.imageDescriptorFromBundle("io.spadework.notation", "icons/" + icon + ".svg").map(this::create).orElse(null);
		}

		private Image create(ImageDescriptor descriptor) {
			return images.create(descriptor);
		}

		private NodeNotation look(Node node) {
			Notation notation = editor.notation((Network) node.eContainer());
			return notation == null ? null : notation.of(node);
		}
	}
}
